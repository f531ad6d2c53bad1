package com.acme.analytics.cdk.clickhouse;

import com.acme.analytics.cdk.kubernetes.Namespaced;
import com.acme.analytics.cdk.kubernetes.Pods;
import java.util.List;
import java.util.Map;

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

  /** Of the namespace. */
  static final Namespaced OBJECTS = new Namespaced(NAMESPACE);

  /** Of both images. */
  static final Map<String, Object> POD_SECURITY = Pods.security(/* user= */ 101);

  private ClickHousePods() {}

  /** The namespace and the service accounts. Nothing in the pods talks to Kubernetes. */
  public static List<Map<String, Object>> namespace() {
    return List.of(
        OBJECTS.manifest(),
        OBJECTS.serviceAccount(SERVERS),
        OBJECTS.serviceAccount(KEEPERS),
        OBJECTS.serviceAccount(BACKUPS));
  }

  /** The name by which the others know a pod of a StatefulSet and its service. */
  static String host(String service, int ordinal) {
    return "%s-%d.%s.%s.svc.cluster.local".formatted(service, ordinal, service, NAMESPACE);
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
}
