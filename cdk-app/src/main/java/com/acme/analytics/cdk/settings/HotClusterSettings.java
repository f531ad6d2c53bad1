package com.acme.analytics.cdk.settings;

import java.time.Duration;
import java.util.Objects;

/**
 * The size of the ClickHouse cluster. A node has one pod, a replica of a shard.
 *
 * @param version of the images of ClickHouse and of its Keeper: never a line that moves
 * @param shards each has a part of the users
 * @param replicas of each shard, over three zones; a write is confirmed by most of them
 * @param node whose disks hold the data
 * @param cpuMillis thousandths of a CPU that a pod is promised
 * @param memoryGib what a pod is promised and its limit
 * @param storageGib of the node's disks that a pod is promised
 * @param backupRetention how long a backup is kept; one is made each day
 */
public record HotClusterSettings(
    String version,
    int shards,
    int replicas,
    StorageNode node,
    int cpuMillis,
    int memoryGib,
    int storageGib,
    Duration backupRetention) {
  public HotClusterSettings {
    Expect.matches("version", version, "26\\.7\\.[0-9]+(\\.[0-9]+)?");
    Expect.between("shards", shards, 1, 64);
    Expect.between("replicas", replicas, NetworkSettings.AVAILABILITY_ZONES, 9);
    Objects.requireNonNull(node, "node");
    Expect.between("cpuMillis", cpuMillis, 1_000, node.podCpuMillis());
    Expect.between("memoryGib", memoryGib, 8, node.podMemoryGib());
    Expect.between("storageGib", storageGib, 100, node.podStorageGib());
    Expect.between("backupRetention", backupRetention, Duration.ofDays(1), Duration.ofDays(90));
  }
}
