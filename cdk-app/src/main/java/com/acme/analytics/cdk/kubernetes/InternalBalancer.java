package com.acme.analytics.cdk.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A network load balancer within the VPC, before pods. The client's address is kept, for the
 * network policy.
 *
 * @param objects of the namespace
 * @param app of the pods, and the service's name
 * @param clients address blocks that may connect
 * @param port of clients; the pods' has the name {@code http}
 * @param healthPath what a pod is asked for on that port
 * @param deregistration how long a pod goes on answering after it was told to stop
 */
public record InternalBalancer(
    Namespaced objects,
    String app,
    List<String> clients,
    int port,
    String healthPath,
    Duration deregistration) {
  /** The Service. */
  public Map<String, Object> manifest() {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "Service",
        "metadata",
        Map.of(
            "name",
            app,
            "namespace",
            objects.namespace(),
            "labels",
            Pods.labels(app),
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
            Pods.labels(app),
            "ports",
            List.of(
                Map.of("name", "http", "port", port, "targetPort", "http", "protocol", "TCP"))));
  }

  private Map<String, Object> annotations() {
    return Map.ofEntries(
        annotation("scheme", "internal"),
        annotation("nlb-target-type", "ip"),
        annotation("attributes", "load_balancing.cross_zone.enabled=true"),
        annotation(
            "target-group-attributes",
            "preserve_client_ip.enabled=true,deregistration_delay.timeout_seconds="
                + deregistration.toSeconds()),
        annotation("healthcheck-protocol", "http"),
        annotation("healthcheck-path", healthPath),
        annotation("healthcheck-interval", "10"),
        annotation("healthcheck-healthy-threshold", "2"),
        annotation("healthcheck-unhealthy-threshold", "2"));
  }

  private static Map.Entry<String, Object> annotation(String name, String value) {
    return Map.entry("service.beta.kubernetes.io/aws-load-balancer-" + name, value);
  }
}
