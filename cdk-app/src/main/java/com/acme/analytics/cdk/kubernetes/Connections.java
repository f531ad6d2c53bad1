package com.acme.analytics.cdk.kubernetes;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Rules of network policies, by who or what is at the other end. */
public final class Connections {
  /** Whose pods may read metrics. */
  private static final String MONITORING = "monitoring";

  /** Where Pod Identity's agent answers on each node. */
  private static final String POD_IDENTITY_AGENT = "169.254.170.23/32";

  /** To the DNS. */
  public static final Map<String, Object> NAMES =
      Map.of("ports", List.of(port("UDP", 53), port("TCP", 53)));

  /** To AWS's APIs and that of Kubernetes, over TLS. */
  public static final Map<String, Object> HTTPS = Map.of("ports", ports(443));

  /** To Pod Identity. */
  public static final Map<String, Object> CREDENTIALS =
      Map.of(
          "to",
          List.of(Map.of("ipBlock", Map.of("cidr", POD_IDENTITY_AGENT))),
          "ports",
          List.of(port("TCP", 80)));

  private Connections() {}

  public static Map<String, Object> from(String app, int... ports) {
    return Map.of("from", List.of(pods(app)), "ports", ports(ports));
  }

  public static Map<String, Object> to(String app, int... ports) {
    return Map.of("to", List.of(pods(app)), "ports", ports(ports));
  }

  /** From blocks of addresses. */
  public static Map<String, Object> fromBlocks(List<String> blocks, int... ports) {
    return Map.of(
        "from",
        blocks.stream().map(block -> Map.of("ipBlock", Map.of("cidr", block))).toList(),
        "ports",
        ports(ports));
  }

  /** From what gathers metrics. */
  public static Map<String, Object> fromMonitoring(int... ports) {
    return Map.of(
        "from",
        List.of(
            Map.of(
                "namespaceSelector",
                Pods.selector(Map.of("kubernetes.io/metadata.name", MONITORING)))),
        "ports",
        ports(ports));
  }

  /** To anywhere. */
  public static Map<String, Object> toPorts(int... ports) {
    return Map.of("ports", ports(ports));
  }

  private static Map<String, Object> pods(String app) {
    return Map.of("podSelector", Pods.selector(Pods.labels(app)));
  }

  private static List<Map<String, Object>> ports(int... ports) {
    return Arrays.stream(ports).mapToObj(port -> port("TCP", port)).toList();
  }

  private static Map<String, Object> port(String protocol, int port) {
    return Map.of("protocol", protocol, "port", port);
  }
}
