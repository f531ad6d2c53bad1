package com.acme.analytics.cdk.clickhouse;

import com.acme.analytics.cdk.kubernetes.StorageNodePool;
import com.acme.analytics.cdk.settings.HotClusterSettings;
import java.util.List;
import java.util.Map;

/** Nodes with disks of their own, for ClickHouse only, and the volumes that outlive a node. */
public record ClickHouseNodes(HotClusterSettings settings, boolean keepsData) {
  static final String STORAGE_CLASS = "clickhouse";

  private static final String NAME = "clickhouse";

  /** The StorageClass and the NodePool. */
  public List<Map<String, Object>> manifests() {
    return List.of(
        storageClass(),
        new StorageNodePool(NAME, settings.node(), settings.shards() * settings.replicas())
            .manifest());
  }

  static Map<String, Object> nodeSelector() {
    return StorageNodePool.nodeSelector(NAME);
  }

  static Map<String, Object> toleration() {
    return StorageNodePool.toleration(NAME);
  }

  private Map<String, Object> storageClass() {
    return Map.of(
        "apiVersion",
        "storage.k8s.io/v1",
        "kind",
        "StorageClass",
        "metadata",
        Map.of("name", STORAGE_CLASS),
        "provisioner",
        "ebs.csi.eks.amazonaws.com",
        "parameters",
        Map.of("type", "gp3", "encrypted", "true"),
        "reclaimPolicy",
        keepsData ? "Retain" : "Delete",
        "allowVolumeExpansion",
        true,
        // In the zone of the pod, which the scheduler chooses first.
        "volumeBindingMode",
        "WaitForFirstConsumer");
  }
}
