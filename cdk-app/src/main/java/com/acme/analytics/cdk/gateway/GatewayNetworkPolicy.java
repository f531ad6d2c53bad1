package com.acme.analytics.cdk.gateway;

import java.util.List;
import java.util.Map;

/**
 * Which connections the pods have. In: to their one port, from anywhere, because the load balancer
 * preserves the clients' addresses. Out: names, AWS over TLS, the brokers, and the node's agent
 * that gives credentials.
 */
public final class GatewayNetworkPolicy {
  private static final int KAFKA_IAM_PORT = 9098;

  /** Where Pod Identity's agent answers on each node. */
  private static final String POD_IDENTITY_AGENT = "169.254.170.23/32";

  private GatewayNetworkPolicy() {}

  public static Map<String, Object> manifest() {
    return Map.of(
        "apiVersion",
        "networking.k8s.io/v1",
        "kind",
        "NetworkPolicy",
        "metadata",
        GatewayPods.metadata(),
        "spec",
        Map.of(
            "podSelector",
            GatewayPods.selector(),
            "policyTypes",
            List.of("Ingress", "Egress"),
            "ingress",
            List.of(Map.of("ports", List.of(port("TCP", GatewayPods.PORT)))),
            "egress",
            List.of(
                Map.of("ports", List.of(port("UDP", 53), port("TCP", 53))),
                Map.of("ports", List.of(port("TCP", 443), port("TCP", KAFKA_IAM_PORT))),
                Map.of(
                    "to",
                    List.of(Map.of("ipBlock", Map.of("cidr", POD_IDENTITY_AGENT))),
                    "ports",
                    List.of(port("TCP", 80))))));
  }

  private static Map<String, Object> port(String protocol, int port) {
    return Map.of("protocol", protocol, "port", port);
  }
}
