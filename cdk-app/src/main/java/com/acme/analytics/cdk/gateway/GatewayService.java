package com.acme.analytics.cdk.gateway;

import java.util.List;
import java.util.Map;

/**
 * The network load balancer before the pods: ends TLS, offers HTTP/2 first, and hands connections
 * to pods of any zone with the client's own address as their source.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-nlb.html">EKS Auto
 *     Mode on the annotations</a>
 * @param certificateArn of the gateway's host name
 */
public record GatewayService(String certificateArn) {
  private static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

  public Map<String, Object> manifest() {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "Service",
        "metadata",
        Map.of(
            "name",
            GatewayPods.NAME,
            "namespace",
            GatewayPods.NAMESPACE,
            "labels",
            GatewayPods.LABELS,
            "annotations",
            annotations()),
        "spec",
        Map.of(
            "type",
            "LoadBalancer",
            "loadBalancerClass",
            "eks.amazonaws.com/nlb",
            // The load balancer's targets are the pods: no port is opened on the nodes.
            "allocateLoadBalancerNodePorts",
            false,
            "selector",
            GatewayPods.LABELS,
            "ports",
            List.of(
                Map.of(
                    "name", "https",
                    "port", 443,
                    "targetPort", "http",
                    "protocol", "TCP"))));
  }

  private Map<String, Object> annotations() {
    return Map.ofEntries(
        annotation("scheme", "internet-facing"),
        annotation("nlb-target-type", "ip"),
        annotation("ssl-ports", "443"),
        annotation("ssl-cert", certificateArn),
        annotation("ssl-negotiation-policy", TLS_POLICY),
        annotation("alpn-policy", "HTTP2Preferred"),
        annotation("attributes", "load_balancing.cross_zone.enabled=true"),
        annotation(
            "target-group-attributes",
            "preserve_client_ip.enabled=true,deregistration_delay.timeout_seconds="
                + GatewayDeployment.DEREGISTRATION.toSeconds()),
        annotation("healthcheck-protocol", "http"),
        annotation("healthcheck-path", "/readyz"),
        annotation("healthcheck-interval", "10"),
        annotation("healthcheck-healthy-threshold", "2"),
        annotation("healthcheck-unhealthy-threshold", "2"));
  }

  private static Map.Entry<String, Object> annotation(String name, String value) {
    return Map.entry("service.beta.kubernetes.io/aws-load-balancer-" + name, value);
  }
}
