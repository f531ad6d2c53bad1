package com.acme.analytics.cdk.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Objects of a namespace.
 *
 * @param namespace its name
 */
public record Namespaced(String namespace) {
  /** The namespace itself, in which no pod has privileges. */
  public Map<String, Object> manifest() {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "Namespace",
        "metadata",
        Map.of(
            "name",
            namespace,
            "labels",
            Map.of(
                "pod-security.kubernetes.io/enforce",
                "restricted",
                // A pod counts as ready once the load balancer finds it healthy.
                "eks.amazonaws.com/pod-readiness-gate-inject",
                "enabled")));
  }

  public Map<String, Object> metadata(String name, Map<String, Object> labels) {
    return Map.of("name", name, "namespace", namespace, "labels", labels);
  }

  /** AWS credentials come from Pod Identity; a pod that talks to Kubernetes mounts its token. */
  public Map<String, Object> serviceAccount(String name) {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "ServiceAccount",
        "metadata",
        metadata(name, Pods.labels(name)),
        "automountServiceAccountToken",
        false);
  }

  /** A service without an address of its own, which names pods before they are ready. */
  public Map<String, Object> headless(
      String name, Map<String, Object> labels, Map<String, Integer> ports) {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "Service",
        "metadata",
        metadata(name, labels),
        "spec",
        Map.of(
            "clusterIP",
            "None",
            "publishNotReadyAddresses",
            true,
            "selector",
            labels,
            "ports",
            new TreeMap<>(ports)
                .entrySet().stream()
                    .map(port -> Map.of("name", port.getKey(), "port", port.getValue()))
                    .toList()));
  }

  /** One pod at most may be taken away at a time. */
  public Map<String, Object> disruptionBudget(String name, Map<String, Object> labels) {
    return Map.of(
        "apiVersion",
        "policy/v1",
        "kind",
        "PodDisruptionBudget",
        "metadata",
        metadata(name, labels),
        "spec",
        Map.of("maxUnavailable", 1, "selector", Pods.selector(labels)));
  }

  /** Which connections the pods of an app have, and no others. */
  public Map<String, Object> networkPolicy(
      String app, List<Map<String, Object>> ingress, List<Map<String, Object>> egress) {
    return Map.of(
        "apiVersion",
        "networking.k8s.io/v1",
        "kind",
        "NetworkPolicy",
        "metadata",
        metadata(app, Pods.labels(app)),
        "spec",
        Map.of(
            "podSelector",
            Pods.selector(Pods.labels(app)),
            "policyTypes",
            List.of("Ingress", "Egress"),
            "ingress",
            ingress,
            "egress",
            egress));
  }
}
