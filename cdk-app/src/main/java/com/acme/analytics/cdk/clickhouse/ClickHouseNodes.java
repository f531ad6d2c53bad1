package com.acme.analytics.cdk.clickhouse;

import com.acme.analytics.cdk.settings.HotClusterSettings;
import java.util.List;
import java.util.Map;

/**
 * Nodes with disks of their own, for ClickHouse only, and the volumes that outlive a node.
 *
 * <p>Auto Mode joins the local disks of a node to one (RAID 0) and keeps the pods' ephemeral
 * storage there, as its node class {@code default} asks for less than they hold. It replaces each
 * node after three weeks at the latest, so data on a node is never more than a copy, whatever kind
 * of volume holds it: the ADR says what follows.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/automode-learn-instances.html">EKS
 *     Auto Mode on local disks</a>
 */
public record ClickHouseNodes(HotClusterSettings settings, boolean keepsData) {
  static final String NAME = "clickhouse";
  static final String STORAGE_CLASS = "clickhouse";

  /** Marks the nodes, and keeps off who does not tolerate it. */
  static final String TAINT = "acme.io/dedicated";

  /** Both together are Auto Mode's 21 days. The second is for the budgets of disruption. */
  private static final String EXPIRES_AFTER = "336h";

  private static final String LONGEST_TERMINATION = "168h";

  /** The StorageClass and the NodePool. */
  public List<Map<String, Object>> manifests() {
    return List.of(storageClass(), nodePool());
  }

  static Map<String, Object> nodeSelector() {
    return Map.of(TAINT, NAME);
  }

  static Map<String, Object> toleration() {
    return Map.of("key", TAINT, "operator", "Equal", "value", NAME, "effect", "NoSchedule");
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

  private Map<String, Object> nodePool() {
    return Map.of(
        "apiVersion",
        "karpenter.sh/v1",
        "kind",
        "NodePool",
        "metadata",
        Map.of("name", NAME),
        "spec",
        Map.of(
            "template",
            Map.of("metadata", Map.of("labels", nodeSelector()), "spec", node()),
            "limits",
            // One more than there are pods: a node that is replaced may overlap with its successor.
            Map.of("cpu", (settings.shards() * settings.replicas() + 1) * settings.node().cpus()),
            "disruption",
            Map.of(
                "consolidationPolicy",
                "WhenEmpty",
                "consolidateAfter",
                "10m",
                // A new image of the nodes comes each week; two weeks' expiry brings it as well.
                "budgets",
                List.of(
                    Map.of("nodes", "0", "reasons", List.of("Drifted")), Map.of("nodes", "1")))));
  }

  private Map<String, Object> node() {
    return Map.of(
        "nodeClassRef",
        Map.of("group", "eks.amazonaws.com", "kind", "NodeClass", "name", "default"),
        "requirements",
        List.of(
            requirement("node.kubernetes.io/instance-type", settings.node().instanceType()),
            requirement("karpenter.sh/capacity-type", "on-demand"),
            requirement("kubernetes.io/arch", "amd64")),
        "taints",
        List.of(Map.of("key", TAINT, "value", NAME, "effect", "NoSchedule")),
        "expireAfter",
        EXPIRES_AFTER,
        "terminationGracePeriod",
        LONGEST_TERMINATION);
  }

  private static Map<String, Object> requirement(String label, String value) {
    return Map.of("key", label, "operator", "In", "values", List.of(value));
  }
}
