package com.acme.analytics.cdk.clickhouse;

import static com.acme.analytics.cdk.clickhouse.ClickHousePods.BACKUPS;
import static com.acme.analytics.cdk.clickhouse.ClickHousePods.KEEPERS;
import static com.acme.analytics.cdk.clickhouse.ClickHousePods.SERVERS;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Which connections the pods have. To the servers: HTTP from the subnets of the functions and the
 * streaming job, the rest from each other, and the client that makes backups. To the Keepers: the
 * servers and each other.
 *
 * @param clients address blocks of those subnets
 */
public record ClickHouseNetworkPolicies(List<String> clients) {
  /** Whose pods may read the metrics. */
  private static final String MONITORING = "monitoring";

  /** Where Pod Identity's agent answers on each node. */
  private static final String POD_IDENTITY_AGENT = "169.254.170.23/32";

  private static final Map<String, Object> NAMES =
      Map.of("ports", List.of(port("UDP", 53), port("TCP", 53)));

  /** S3 and Secrets Manager, over TLS. */
  private static final Map<String, Object> AWS = Map.of("ports", List.of(port("TCP", 443)));

  private static final Map<String, Object> CREDENTIALS =
      Map.of(
          "to",
          List.of(Map.of("ipBlock", Map.of("cidr", POD_IDENTITY_AGENT))),
          "ports",
          List.of(port("TCP", 80)));

  public List<Map<String, Object>> manifests() {
    return List.of(
        policy(
            SERVERS,
            List.of(
                Map.of(
                    "from",
                    clients.stream()
                        .map(block -> Map.of("ipBlock", Map.of("cidr", block)))
                        .toList(),
                    "ports",
                    List.of(port("TCP", ClickHousePods.HTTP_PORT))),
                from(SERVERS, ClickHousePods.TCP_PORT, ClickHousePods.INTERSERVER_PORT),
                from(BACKUPS, ClickHousePods.TCP_PORT),
                Map.of(
                    "from",
                    List.of(
                        Map.of(
                            "namespaceSelector",
                            ClickHousePods.selector(
                                Map.of("kubernetes.io/metadata.name", MONITORING)))),
                    "ports",
                    List.of(port("TCP", ClickHousePods.METRICS_PORT)))),
            List.of(
                NAMES,
                AWS,
                CREDENTIALS,
                to(SERVERS, ClickHousePods.TCP_PORT, ClickHousePods.INTERSERVER_PORT),
                to(KEEPERS, ClickHouseKeeper.PORT))),
        policy(
            KEEPERS,
            List.of(
                from(SERVERS, ClickHouseKeeper.PORT), from(KEEPERS, ClickHouseKeeper.RAFT_PORT)),
            List.of(NAMES, to(KEEPERS, ClickHouseKeeper.RAFT_PORT))),
        policy(
            BACKUPS,
            List.of(),
            List.of(NAMES, AWS, CREDENTIALS, to(SERVERS, ClickHousePods.TCP_PORT))));
  }

  private static Map<String, Object> policy(
      String app, List<Map<String, Object>> ingress, List<Map<String, Object>> egress) {
    return Map.of(
        "apiVersion",
        "networking.k8s.io/v1",
        "kind",
        "NetworkPolicy",
        "metadata",
        ClickHousePods.metadata(app, ClickHousePods.labels(app)),
        "spec",
        Map.of(
            "podSelector",
            ClickHousePods.selector(ClickHousePods.labels(app)),
            "policyTypes",
            List.of("Ingress", "Egress"),
            "ingress",
            ingress,
            "egress",
            egress));
  }

  private static Map<String, Object> from(String app, int... ports) {
    return Map.of("from", List.of(pods(app)), "ports", ports(ports));
  }

  private static Map<String, Object> to(String app, int... ports) {
    return Map.of("to", List.of(pods(app)), "ports", ports(ports));
  }

  private static Map<String, Object> pods(String app) {
    return Map.of("podSelector", ClickHousePods.selector(ClickHousePods.labels(app)));
  }

  private static List<Map<String, Object>> ports(int... ports) {
    return Arrays.stream(ports).mapToObj(port -> port("TCP", port)).toList();
  }

  private static Map<String, Object> port(String protocol, int port) {
    return Map.of("protocol", protocol, "port", port);
  }
}
