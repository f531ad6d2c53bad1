package com.acme.analytics.cdk.kubernetes;

import java.util.List;
import java.util.Map;

/** What pods of every cluster are made of. */
public final class Pods {
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final String NODE = "kubernetes.io/hostname";

  /** Of a container that writes to its volumes only. */
  public static final Map<String, Object> CONTAINER_SECURITY =
      Map.of(
          "allowPrivilegeEscalation",
          false,
          "readOnlyRootFilesystem",
          true,
          "capabilities",
          Map.of("drop", List.of("ALL")));

  private Pods() {}

  /**
   * Of a pod that runs without privileges.
   *
   * @param user of the image, and its group
   */
  public static Map<String, Object> security(int user) {
    return Map.of(
        "runAsNonRoot",
        true,
        "runAsUser",
        user,
        "runAsGroup",
        user,
        "fsGroup",
        user,
        "fsGroupChangePolicy",
        "OnRootMismatch",
        "seccompProfile",
        Map.of("type", "RuntimeDefault"));
  }

  public static Map<String, Object> labels(String app) {
    return Map.of("app.kubernetes.io/name", app);
  }

  public static Map<String, Object> selector(Map<String, Object> labels) {
    return Map.of("matchLabels", labels);
  }

  public static Map<String, Object> spreadOverZones(Map<String, Object> labels) {
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
  public static Map<String, Object> apart(String app) {
    return Map.of(
        "podAntiAffinity",
        Map.of(
            "requiredDuringSchedulingIgnoredDuringExecution",
            List.of(Map.of("topologyKey", NODE, "labelSelector", selector(labels(app))))));
  }

  public static Map<String, Object> mount(String name, String path, boolean readOnly) {
    return Map.of("name", name, "mountPath", path, "readOnly", readOnly);
  }

  public static Map<String, Object> variable(String name, String value) {
    return Map.of("name", name, "value", value);
  }

  /** A variable whose value is a field of the pod. */
  public static Map<String, Object> variableOfPod(String name, String field) {
    return Map.of("name", name, "valueFrom", Map.of("fieldRef", Map.of("fieldPath", field)));
  }

  public static Map<String, Object> probe(
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
}
