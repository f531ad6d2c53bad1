package com.acme.analytics.cdk.clickhouse;

import static com.acme.analytics.cdk.clickhouse.ClickHousePods.SERVERS;

import java.util.List;
import java.util.Map;

/**
 * The network load balancer before the servers, within the VPC: any of them takes and answers for
 * all shards. The client's address is kept, for the network policy.
 *
 * @param clients address blocks that may connect
 */
public record ClickHouseService(List<String> clients) {
  public Map<String, Object> manifest() {
    Map<String, Object> labels = ClickHousePods.labels(SERVERS);
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "Service",
        "metadata",
        Map.of(
            "name",
            SERVERS,
            "namespace",
            ClickHousePods.NAMESPACE,
            "labels",
            labels,
            "annotations",
            annotations()),
        "spec",
        Map.of(
            "type",
            "LoadBalancer",
            "loadBalancerClass",
            "eks.amazonaws.com/nlb",
            "loadBalancerSourceRanges",
            clients,
            // The load balancer's targets are the pods: no port is opened on the nodes.
            "allocateLoadBalancerNodePorts",
            false,
            "selector",
            labels,
            "ports",
            List.of(
                Map.of(
                    "name", "http",
                    "port", ClickHousePods.HTTP_PORT,
                    "targetPort", "http",
                    "protocol", "TCP"))));
  }

  private static Map<String, Object> annotations() {
    return Map.ofEntries(
        annotation("scheme", "internal"),
        annotation("nlb-target-type", "ip"),
        annotation("attributes", "load_balancing.cross_zone.enabled=true"),
        annotation(
            "target-group-attributes",
            "preserve_client_ip.enabled=true,deregistration_delay.timeout_seconds="
                + ClickHouseShard.DEREGISTRATION.toSeconds()),
        annotation("healthcheck-protocol", "http"),
        annotation("healthcheck-path", "/replicas_status"),
        annotation("healthcheck-interval", "10"),
        annotation("healthcheck-healthy-threshold", "2"),
        annotation("healthcheck-unhealthy-threshold", "2"));
  }

  private static Map.Entry<String, Object> annotation(String name, String value) {
    return Map.entry("service.beta.kubernetes.io/aws-load-balancer-" + name, value);
  }
}
