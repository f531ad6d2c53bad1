package com.acme.analytics.cdk.druid;

import static com.acme.analytics.cdk.druid.DruidPods.OBJECTS;

import com.acme.analytics.cdk.kubernetes.InternalBalancer;
import com.acme.analytics.cdk.kubernetes.Pods;
import com.acme.analytics.cdk.kubernetes.StorageNodePool;
import com.acme.analytics.cdk.settings.WarmClusterSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What keeps the pods of each role running: Deployments of two for those that have no data,
 * StatefulSets on nodes with disks for those that have. Data is a copy of what S3 has, or is read
 * from Kafka once more: it goes with its pod.
 */
public record DruidWorkloads(WarmClusterSettings settings, DruidPods pods) {
  private static final String POOL = "druid";

  /** One answers while the other is replaced. */
  private static final int TWO = 2;

  /** The NodePool. */
  public Map<String, Object> nodes() {
    return new StorageNodePool(POOL, settings.node(), settings.nodes()).manifest();
  }

  /** The load balancer before the routers. */
  public static Map<String, Object> balancer(List<String> clients) {
    return new InternalBalancer(
            OBJECTS,
            DruidRole.ROUTER.app(),
            clients,
            DruidRole.ROUTER.port(),
            "/status/health",
            Duration.ofSeconds(30))
        .manifest();
  }

  /** The role's Service, where others need a name for it, its PodDisruptionBudget and its pods. */
  public List<Map<String, Object>> of(DruidRole role) {
    Map<String, Object> budget = OBJECTS.disruptionBudget(role.app(), Pods.labels(role.app()));
    return switch (role) {
      case COORDINATOR -> List.of(service(role), budget, deployment(role));
      case BROKER, ROUTER -> List.of(budget, deployment(role));
      case HISTORICAL, INDEXER ->
          List.of(
              OBJECTS.headless(role.app(), Pods.labels(role.app()), Map.of("http", role.port())),
              budget,
              statefulSet(role));
    };
  }

  private static Map<String, Object> service(DruidRole role) {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "Service",
        "metadata",
        OBJECTS.metadata(role.app(), Pods.labels(role.app())),
        "spec",
        Map.of(
            "selector",
            Pods.labels(role.app()),
            "ports",
            List.of(Map.of("name", "http", "port", role.port(), "targetPort", "http"))));
  }

  private Map<String, Object> deployment(DruidRole role) {
    return workload(
        "Deployment",
        role,
        Map.of(
            "replicas",
            TWO,
            "strategy",
            Map.of(
                "type",
                "RollingUpdate",
                "rollingUpdate",
                // No two are on a node, so the third needs a node of its own for a while.
                Map.of("maxSurge", 1, "maxUnavailable", 0)),
            "template",
            pods.template(
                role,
                pods.configuration().size(role),
                Map.of("nodeSelector", Map.of("kubernetes.io/arch", "amd64")))));
  }

  private Map<String, Object> statefulSet(DruidRole role) {
    return workload(
        "StatefulSet",
        role,
        Map.of(
            "serviceName",
            role.app(),
            "replicas",
            settings.nodes(),
            // All come at once; a change still takes one after the other.
            "podManagementPolicy",
            "Parallel",
            "updateStrategy",
            Map.of("type", "RollingUpdate"),
            "template",
            pods.template(
                role,
                pods.configuration().size(role),
                Map.of(
                    "nodeSelector",
                    StorageNodePool.nodeSelector(POOL),
                    "tolerations",
                    List.of(StorageNodePool.toleration(POOL))))));
  }

  private static Map<String, Object> workload(
      String kind, DruidRole role, Map<String, Object> spec) {
    Map<String, Object> selected = new TreeMap<>(spec);
    selected.put("selector", Pods.selector(Pods.labels(role.app())));
    return Map.of(
        "apiVersion",
        "apps/v1",
        "kind",
        kind,
        "metadata",
        OBJECTS.metadata(role.app(), Pods.labels(role.app())),
        "spec",
        selected);
  }
}
