package com.acme.analytics.cdk.gateway;

import java.util.List;
import java.util.Map;

/** What the gateway's objects call each other by. */
public final class GatewayPods {
  public static final String NAMESPACE = "acme";

  /** Of the Deployment, the Service, the ServiceAccount and the rest. */
  public static final String NAME = "gateway";

  /** HTTP/1.1, HTTP/2 and gRPC in clear text: TLS ends at the load balancer. */
  public static final int PORT = 8080;

  static final Map<String, Object> LABELS = Map.of("app.kubernetes.io/name", NAME);

  private GatewayPods() {}

  static Map<String, Object> metadata() {
    return Map.of("name", NAME, "namespace", NAMESPACE, "labels", LABELS);
  }

  static Map<String, Object> selector() {
    return Map.of("matchLabels", LABELS);
  }

  /** The namespace, which holds its pods to the restricted standard, and what the pods run as. */
  public static List<Map<String, Object>> namespace() {
    return List.of(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Namespace",
            "metadata",
            Map.of(
                "name",
                NAMESPACE,
                "labels",
                Map.of(
                    "pod-security.kubernetes.io/enforce", "restricted",
                    // A pod counts as ready once the load balancer finds it healthy.
                    "eks.amazonaws.com/pod-readiness-gate-inject", "enabled"))),
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "ServiceAccount",
            "metadata",
            metadata(),
            // AWS credentials come from Pod Identity; nothing in the pod talks to Kubernetes.
            "automountServiceAccountToken",
            false));
  }
}
