package com.acme.analytics.cdk.gateway;

import com.acme.analytics.cdk.settings.GatewaySettings;
import java.util.List;
import java.util.Map;

/**
 * How many pods there are: more when their CPUs are busy, and one fewer at most while nodes change.
 */
public record GatewayScaling(GatewaySettings settings) {
  /** Per cent of the promised CPU. The rest is for what comes until new pods are ready. */
  private static final int CPU_UTILIZATION = 60;

  /** The HorizontalPodAutoscaler and the PodDisruptionBudget. */
  public List<Map<String, Object>> manifests() {
    return List.of(autoscaler(), disruptionBudget());
  }

  private Map<String, Object> autoscaler() {
    return Map.of(
        "apiVersion",
        "autoscaling/v2",
        "kind",
        "HorizontalPodAutoscaler",
        "metadata",
        GatewayPods.metadata(),
        "spec",
        Map.of(
            "scaleTargetRef",
            Map.of("apiVersion", "apps/v1", "kind", "Deployment", "name", GatewayPods.NAME),
            "minReplicas",
            settings.minReplicas(),
            "maxReplicas",
            settings.maxReplicas(),
            "metrics",
            List.of(
                Map.of(
                    "type",
                    "Resource",
                    "resource",
                    Map.of(
                        "name",
                        "cpu",
                        "target",
                        Map.of("type", "Utilization", "averageUtilization", CPU_UTILIZATION)))),
            "behavior",
            Map.of(
                "scaleUp",
                Map.of(
                    "stabilizationWindowSeconds",
                    0,
                    "policies",
                    List.of(Map.of("type", "Percent", "value", 100, "periodSeconds", 30))),
                // Clients keep connections open, so a pod that goes takes some with it.
                "scaleDown",
                Map.of(
                    "stabilizationWindowSeconds",
                    600,
                    "policies",
                    List.of(Map.of("type", "Percent", "value", 10, "periodSeconds", 60))))));
  }

  private static Map<String, Object> disruptionBudget() {
    return Map.of(
        "apiVersion",
        "policy/v1",
        "kind",
        "PodDisruptionBudget",
        "metadata",
        GatewayPods.metadata(),
        "spec",
        Map.of("maxUnavailable", 1, "selector", GatewayPods.selector()));
  }
}
