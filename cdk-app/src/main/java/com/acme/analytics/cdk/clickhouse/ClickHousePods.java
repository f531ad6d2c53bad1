package com.acme.analytics.cdk.clickhouse;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the objects of the ClickHouse cluster call each other by and have in common. */
public final class ClickHousePods {
  public static final String NAMESPACE = "clickhouse";

  /** Of the servers, their service account and the service before them. */
  public static final String SERVERS = "clickhouse";

  public static final String KEEPERS = "clickhouse-keeper";
  public static final String BACKUPS = "clickhouse-backup";

  /** The cluster in the servers' configuration. */
  public static final String CLUSTER = "acme";

  static final int HTTP_PORT = 8123;
  static final int TCP_PORT = 9000;
  static final int INTERSERVER_PORT = 9009;
  static final int METRICS_PORT = 9363;

  static final String ZONE = "topology.kubernetes.io/zone";
  static final String NODE = "kubernetes.io/hostname";

  /** Of both images. */
  private static final int USER = 101;

  static final Map<String, Object> POD_SECURITY =
      Map.of(
          "runAsNonRoot",
          true,
          "runAsUser",
          USER,
          "runAsGroup",
          USER,
          "fsGroup",
          USER,
          "fsGroupChangePolicy",
          "OnRootMismatch",
          "seccompProfile",
          Map.of("type", "RuntimeDefault"));

  static final Map<String, Object> CONTAINER_SECURITY =
      Map.of(
          "allowPrivilegeEscalation",
          false,
          "readOnlyRootFilesystem",
          true,
          "capabilities",
          Map.of("drop", List.of("ALL")));

  private ClickHousePods() {}

  /** The namespace and the service accounts. */
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
                    "pod-security.kubernetes.io/enforce",
                    "restricted",
                    // A pod counts as ready once the load balancer finds it healthy.
                    "eks.amazonaws.com/pod-readiness-gate-inject",
                    "enabled"))),
        serviceAccount(SERVERS),
        serviceAccount(KEEPERS),
        serviceAccount(BACKUPS));
  }

  /** The name by which the others know a pod of a StatefulSet and its service. */
  static String host(String service, int ordinal) {
    return "%s-%d.%s.%s.svc.cluster.local".formatted(service, ordinal, service, NAMESPACE);
  }

  static Map<String, Object> metadata(String name, Map<String, Object> labels) {
    return Map.of("name", name, "namespace", NAMESPACE, "labels", labels);
  }

  static Map<String, Object> labels(String app) {
    return Map.of("app.kubernetes.io/name", app);
  }

  static Map<String, Object> selector(Map<String, Object> labels) {
    return Map.of("matchLabels", labels);
  }

  /** A service without an address of its own, which names pods before they are ready. */
  static Map<String, Object> headless(
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

  static Map<String, Object> disruptionBudget(String name, Map<String, Object> labels) {
    return Map.of(
        "apiVersion",
        "policy/v1",
        "kind",
        "PodDisruptionBudget",
        "metadata",
        metadata(name, labels),
        "spec",
        Map.of("maxUnavailable", 1, "selector", selector(labels)));
  }

  static Map<String, Object> spreadOverZones(Map<String, Object> labels) {
    return Map.of(
        "maxSkew",
        1,
        "topologyKey",
        ZONE,
        "whenUnsatisfiable",
        "DoNotSchedule",
        "labelSelector",
        selector(labels));
  }

  /** No two of an app on a node. */
  static Map<String, Object> apart(String app) {
    return Map.of(
        "podAntiAffinity",
        Map.of(
            "requiredDuringSchedulingIgnoredDuringExecution",
            List.of(Map.of("topologyKey", NODE, "labelSelector", selector(labels(app))))));
  }

  /** Asks for a volume of EBS, which stays in its zone and so keeps its pod there. */
  static Map<String, Object> volumeClaim(String name, int gib) {
    return Map.of(
        "metadata",
        Map.of("name", name),
        "spec",
        Map.of(
            "accessModes",
            List.of("ReadWriteOnce"),
            "storageClassName",
            ClickHouseNodes.STORAGE_CLASS,
            "resources",
            Map.of("requests", Map.of("storage", gib + "Gi"))));
  }

  static Map<String, Object> mount(String name, String path, boolean readOnly) {
    return Map.of("name", name, "mountPath", path, "readOnly", readOnly);
  }

  static Map<String, Object> variable(String name, String value) {
    return Map.of("name", name, "value", value);
  }

  static Map<String, Object> probe(
      String path, String port, int periodSeconds, int timeoutSeconds, int failures) {
    return Map.of(
        "httpGet",
        Map.of("path", path, "port", port),
        "periodSeconds",
        periodSeconds,
        "timeoutSeconds",
        timeoutSeconds,
        "failureThreshold",
        failures);
  }

  private static Map<String, Object> serviceAccount(String name) {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "ServiceAccount",
        "metadata",
        metadata(name, labels(name)),
        // AWS credentials come from Pod Identity; nothing in the pods talks to Kubernetes.
        "automountServiceAccountToken",
        false);
  }
}
