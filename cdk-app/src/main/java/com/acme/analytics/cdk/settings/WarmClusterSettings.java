package com.acme.analytics.cdk.settings;

import java.util.Objects;

/**
 * The size of the Druid cluster. A node with disks has a historical and an indexer.
 *
 * @param node whose disks hold segments, and what tasks have not published yet
 * @param nodes over three zones
 * @param historical keeps segments and answers from them
 * @param indexer runs tasks
 * @param slots tasks of an indexer
 * @param broker merges what the others answer; its storage is for groups that spill
 * @param metadataUnits Aurora capacity units (2 GiB of memory each) that the metadata's database
 *     may have
 */
public record WarmClusterSettings(
    StorageNode node,
    int nodes,
    PodSize historical,
    PodSize indexer,
    int slots,
    PodSize broker,
    int metadataUnits) {
  public WarmClusterSettings {
    Objects.requireNonNull(node, "node");
    Expect.between("nodes", nodes, NetworkSettings.AVAILABILITY_ZONES, 96);
    Expect.between(
        "cpuMillis of a node's pods",
        historical.cpuMillis() + indexer.cpuMillis(),
        1_000,
        node.podCpuMillis());
    Expect.between(
        "memoryGib of a node's pods",
        historical.memoryGib() + indexer.memoryGib(),
        8,
        node.podMemoryGib());
    Expect.between(
        "storageGib of a node's pods",
        historical.storageGib() + indexer.storageGib(),
        100,
        node.podStorageGib());
    Expect.between("slots", slots, 2, 64);
    Objects.requireNonNull(broker, "broker");
    Expect.between("metadataUnits", metadataUnits, 1, 128);
  }

  /** Tasks that run at once. */
  public int workerCapacity() {
    return nodes * slots;
  }
}
