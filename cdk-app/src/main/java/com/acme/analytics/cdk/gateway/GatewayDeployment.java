package com.acme.analytics.cdk.gateway;

import com.acme.analytics.cdk.settings.GatewaySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The gateway's pods. How many there are is {@link GatewayScaling}'s: a number here would undo it
 * at each deployment.
 *
 * @param image with its registry and tag
 * @param environment variables of the process
 */
public record GatewayDeployment(
    GatewaySettings settings, String image, Map<String, String> environment) {
  /**
   * A pod goes on taking requests this long after it was told to stop: until every zone of the load
   * balancer has heard of it.
   */
  static final Duration DEREGISTRATION = Duration.ofSeconds(60);

  /** For closing the producer, after the drain. */
  private static final Duration CLOSING = Duration.ofSeconds(10);

  public Map<String, Object> manifest() {
    return Map.of(
        "apiVersion",
        "apps/v1",
        "kind",
        "Deployment",
        "metadata",
        GatewayPods.metadata(),
        "spec",
        Map.of(
            "selector",
            GatewayPods.selector(),
            "revisionHistoryLimit",
            3,
            "strategy",
            Map.of(
                "type",
                "RollingUpdate",
                "rollingUpdate",
                Map.of("maxSurge", "25%", "maxUnavailable", 0)),
            "template",
            Map.of("metadata", Map.of("labels", GatewayPods.LABELS), "spec", pod())));
  }

  private Map<String, Object> pod() {
    return Map.of(
        "serviceAccountName",
        GatewayPods.NAME,
        "automountServiceAccountToken",
        false,
        "enableServiceLinks",
        false,
        "terminationGracePeriodSeconds",
        DEREGISTRATION.plus(settings.drain()).plus(CLOSING).toSeconds(),
        "nodeSelector",
        Map.of("kubernetes.io/arch", "amd64"),
        "topologySpreadConstraints",
        List.of(
            spread("topology.kubernetes.io/zone", "DoNotSchedule"),
            spread("kubernetes.io/hostname", "ScheduleAnyway")),
        "securityContext",
        Map.of(
            "runAsNonRoot",
            true,
            "runAsUser",
            10_001,
            "runAsGroup",
            10_001,
            "seccompProfile",
            Map.of("type", "RuntimeDefault")),
        "containers",
        List.of(container()),
        "volumes",
        List.of(Map.of("name", "tmp", "emptyDir", Map.of("sizeLimit", "256Mi"))));
  }

  private Map<String, Object> container() {
    String memory = settings.memoryMib() + "Mi";
    return Map.ofEntries(
        Map.entry("name", GatewayPods.NAME),
        Map.entry("image", image),
        Map.entry("ports", List.of(Map.of("name", "http", "containerPort", GatewayPods.PORT))),
        Map.entry("env", variables()),
        // No CPU limit: a quiet neighbour's share is there for a burst and for the JVM's start.
        Map.entry(
            "resources",
            Map.of(
                "requests",
                Map.of("cpu", settings.cpuMillis() + "m", "memory", memory),
                "limits",
                Map.of("memory", memory))),
        Map.entry("startupProbe", probe("/readyz", /* periodSeconds= */ 2, /* failures= */ 60)),
        Map.entry("readinessProbe", probe("/readyz", /* periodSeconds= */ 5, /* failures= */ 2)),
        Map.entry("livenessProbe", probe("/healthz", /* periodSeconds= */ 10, /* failures= */ 3)),
        Map.entry(
            "lifecycle",
            Map.of("preStop", Map.of("sleep", Map.of("seconds", DEREGISTRATION.toSeconds())))),
        Map.entry(
            "securityContext",
            Map.of(
                "allowPrivilegeEscalation",
                false,
                "readOnlyRootFilesystem",
                true,
                "capabilities",
                Map.of("drop", List.of("ALL")))),
        Map.entry("volumeMounts", List.of(Map.of("name", "tmp", "mountPath", "/tmp"))));
  }

  private List<Map<String, Object>> variables() {
    return environment.entrySet().stream()
        .map(
            variable ->
                Map.<String, Object>of("name", variable.getKey(), "value", variable.getValue()))
        .toList();
  }

  private static Map<String, Object> spread(String topologyKey, String whenUnsatisfiable) {
    return Map.of(
        "maxSkew",
        1,
        "topologyKey",
        topologyKey,
        "whenUnsatisfiable",
        whenUnsatisfiable,
        "labelSelector",
        GatewayPods.selector());
  }

  private static Map<String, Object> probe(String path, int periodSeconds, int failures) {
    return Map.of(
        "httpGet",
        Map.of("path", path, "port", "http"),
        "periodSeconds",
        periodSeconds,
        "timeoutSeconds",
        2,
        "failureThreshold",
        failures);
  }
}
