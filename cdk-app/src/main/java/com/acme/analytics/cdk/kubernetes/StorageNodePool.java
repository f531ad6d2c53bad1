package com.acme.analytics.cdk.kubernetes;

import com.acme.analytics.cdk.settings.StorageNode;
import java.util.List;
import java.util.Map;

/**
 * Nodes with disks of their own, for one cluster only.
 *
 * <p>Auto Mode joins the local disks of a node to one (RAID 0) and keeps the pods' ephemeral
 * storage there, as its node class {@code default} asks for less than they hold. It replaces each
 * node after three weeks at the latest, so data on a node is never more than a copy, whatever kind
 * of volume holds it: ADR 11 says what follows.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/automode-learn-instances.html">EKS
 *     Auto Mode on local disks</a>
 * @param name of the pool, and of what it is dedicated to
 * @param nodes how many there are
 */
public record StorageNodePool(String name, StorageNode node, int nodes) {
  /** Marks the nodes, and keeps off who does not tolerate it. */
  private static final String TAINT = "acme.io/dedicated";

  /** Both together are Auto Mode's 21 days. The second is for the budgets of disruption. */
  private static final String EXPIRES_AFTER = "336h";

  private static final String LONGEST_TERMINATION = "168h";

  /** Of pods that are to run there. */
  public static Map<String, Object> nodeSelector(String name) {
    return Map.of(TAINT, name);
  }

  /** Of the same pods. */
  public static Map<String, Object> toleration(String name) {
    return Map.of("key", TAINT, "operator", "Equal", "value", name, "effect", "NoSchedule");
  }

  /** The NodePool. */
  public Map<String, Object> manifest() {
    return Map.of(
        "apiVersion",
        "karpenter.sh/v1",
        "kind",
        "NodePool",
        "metadata",
        Map.of("name", name),
        "spec",
        Map.of(
            "template",
            Map.of("metadata", Map.of("labels", nodeSelector(name)), "spec", template()),
            "limits",
            // One more than there are: a node that is replaced may overlap with its successor.
            Map.of("cpu", (nodes + 1) * node.cpus()),
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

  private Map<String, Object> template() {
    return Map.of(
        "nodeClassRef",
        Map.of("group", "eks.amazonaws.com", "kind", "NodeClass", "name", "default"),
        "requirements",
        List.of(
            requirement("node.kubernetes.io/instance-type", node.instanceType()),
            requirement("karpenter.sh/capacity-type", "on-demand"),
            requirement("kubernetes.io/arch", "amd64")),
        "taints",
        List.of(Map.of("key", TAINT, "value", name, "effect", "NoSchedule")),
        "expireAfter",
        EXPIRES_AFTER,
        "terminationGracePeriod",
        LONGEST_TERMINATION);
  }

  private static Map<String, Object> requirement(String label, String value) {
    return Map.of("key", label, "operator", "In", "values", List.of(value));
  }
}
