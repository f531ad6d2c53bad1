package com.acme.analytics.cdk.clickhouse;

import static com.acme.analytics.cdk.clickhouse.ClickHousePods.SERVERS;
import static com.acme.analytics.cdk.kubernetes.Pods.mount;
import static com.acme.analytics.cdk.kubernetes.Pods.probe;
import static com.acme.analytics.cdk.kubernetes.Pods.variable;

import com.acme.analytics.cdk.kubernetes.Pods;
import com.acme.analytics.cdk.kubernetes.SecretReader;
import com.acme.analytics.cdk.settings.HotClusterSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The replicas of a shard: a StatefulSet of its own, so that shards are changed side by side and
 * one replica of each at a time.
 *
 * <p>A pod has two volumes. On EBS are the definitions of its tables, which follow it to another
 * node and keep it in its zone. The data is on the node's disks and goes with the pod; a new pod
 * finds its tables empty, and ClickHouse fetches their parts from the other replicas. It is not
 * ready before that is done, so that the next one stays for so long.
 *
 * @param number from 0
 * @param backups the S3 address that backups are written below
 */
public record ClickHouseShard(
    HotClusterSettings settings,
    ClickHouseConfiguration configuration,
    ClickHouseSecrets secrets,
    int number,
    String backups) {
  private static final int STATE_GIB = 20;

  /** A pod goes on answering this long, until the load balancer has stopped sending. */
  static final Duration DEREGISTRATION = Duration.ofSeconds(60);

  /** For queries that run, and for writing what is buffered. */
  private static final Duration CLOSING = Duration.ofMinutes(2);

  /** Of the StatefulSet, the Service and the PodDisruptionBudget. */
  public static String name(int shard) {
    return "clickhouse-" + shard;
  }

  /** The Service, the PodDisruptionBudget and the StatefulSet. */
  public List<Map<String, Object>> manifests() {
    return List.of(
        ClickHousePods.OBJECTS.headless(
            name(number),
            labels(),
            Map.of(
                "tcp",
                ClickHousePods.TCP_PORT,
                "interserver",
                ClickHousePods.INTERSERVER_PORT,
                "metrics",
                ClickHousePods.METRICS_PORT)),
        ClickHousePods.OBJECTS.disruptionBudget(name(number), labels()),
        statefulSet());
  }

  private Map<String, Object> labels() {
    return Map.of("app.kubernetes.io/name", SERVERS, "acme.io/shard", Integer.toString(number));
  }

  private Map<String, Object> statefulSet() {
    return Map.of(
        "apiVersion",
        "apps/v1",
        "kind",
        "StatefulSet",
        "metadata",
        ClickHousePods.OBJECTS.metadata(name(number), labels()),
        "spec",
        Map.of(
            "serviceName",
            name(number),
            "replicas",
            settings.replicas(),
            // All come at once; a change still takes one after the other.
            "podManagementPolicy",
            "Parallel",
            "updateStrategy",
            Map.of("type", "RollingUpdate"),
            "selector",
            Pods.selector(labels()),
            "template",
            Map.of(
                "metadata",
                Map.of(
                    "labels",
                    labels(),
                    "annotations",
                    Map.of("acme.io/configuration", configuration.revision())),
                "spec",
                pod()),
            "volumeClaimTemplates",
            List.of(ClickHousePods.volumeClaim("state", STATE_GIB))));
  }

  private Map<String, Object> pod() {
    return Map.ofEntries(
        Map.entry("serviceAccountName", SERVERS),
        Map.entry("automountServiceAccountToken", false),
        Map.entry("enableServiceLinks", false),
        Map.entry("terminationGracePeriodSeconds", DEREGISTRATION.plus(CLOSING).toSeconds()),
        Map.entry("nodeSelector", ClickHouseNodes.nodeSelector()),
        Map.entry("tolerations", List.of(ClickHouseNodes.toleration())),
        Map.entry("topologySpreadConstraints", List.of(Pods.spreadOverZones(labels()))),
        Map.entry("affinity", Pods.apart(SERVERS)),
        Map.entry("securityContext", ClickHousePods.POD_SECURITY),
        Map.entry("initContainers", List.of(secrets.forServers(), restoring())),
        Map.entry("containers", List.of(server())),
        Map.entry(
            "volumes",
            List.of(
                SecretReader.volume(),
                Map.of(
                    "name",
                    "configuration",
                    "configMap",
                    Map.of("name", ClickHouseConfiguration.NAME)),
                // No limit of its own: a pod that exceeds one is evicted, and loses its data.
                Map.of("name", "nvme", "emptyDir", Map.of()),
                Map.of("name", "tmp", "emptyDir", Map.of("sizeLimit", "256Mi")))));
  }

  /**
   * Lets the server begin with tables whose data is gone.
   *
   * @see <a
   *     href="https://clickhouse.com/docs/engines/table-engines/mergetree-family/replication#recovery-after-complete-data-loss">ClickHouse
   *     on the loss of all data</a>
   */
  private Map<String, Object> restoring() {
    return Map.of(
        "name",
        "restoring",
        "image",
        image(),
        "command",
        List.of(
            "/bin/sh",
            "-euc",
            """
            if [ ! -e /nvme/store ]; then
              mkdir -p /var/lib/clickhouse/flags
              touch /var/lib/clickhouse/flags/force_restore_data
            fi
            """),
        "resources",
        Map.of(
            "requests",
            Map.of("cpu", "100m", "memory", "64Mi"),
            "limits",
            Map.of("memory", "64Mi")),
        "securityContext",
        Pods.CONTAINER_SECURITY,
        "volumeMounts",
        List.of(mount("state", "/var/lib/clickhouse", false), mount("nvme", "/nvme", true)));
  }

  private Map<String, Object> server() {
    return Map.ofEntries(
        Map.entry("name", "clickhouse"),
        Map.entry("image", image()),
        Map.entry(
            "command", List.of("/usr/bin/clickhouse-server", "--config-file=/etc/acme/config.xml")),
        Map.entry(
            "ports",
            List.of(
                Map.of("name", "http", "containerPort", ClickHousePods.HTTP_PORT),
                Map.of("name", "tcp", "containerPort", ClickHousePods.TCP_PORT),
                Map.of("name", "interserver", "containerPort", ClickHousePods.INTERSERVER_PORT),
                Map.of("name", "metrics", "containerPort", ClickHousePods.METRICS_PORT))),
        Map.entry("env", variables()),
        Map.entry("resources", resources()),
        // A server attaches all of its parts before it answers.
        Map.entry("startupProbe", probe("/ping", "http", 10, 5, 90)),
        Map.entry("livenessProbe", probe("/ping", "http", 30, 10, 6)),
        Map.entry("readinessProbe", probe("/replicas_status", "http", 10, 10, 3)),
        Map.entry(
            "lifecycle",
            Map.of("preStop", Map.of("sleep", Map.of("seconds", DEREGISTRATION.toSeconds())))),
        Map.entry("securityContext", Pods.CONTAINER_SECURITY),
        Map.entry(
            "volumeMounts",
            List.of(
                mount("configuration", "/etc/acme", true),
                SecretReader.mount(),
                mount("state", "/var/lib/clickhouse", false),
                mount("nvme", "/nvme", false),
                mount("tmp", "/tmp", false))));
  }

  private List<Map<String, Object>> variables() {
    return List.of(
        Map.of(
            "name",
            "REPLICA",
            "valueFrom",
            Map.of("fieldRef", Map.of("fieldPath", "metadata.name"))),
        variable("SHARD", Integer.toString(number)),
        variable(
            "HOST",
            "$(REPLICA)." + name(number) + "." + ClickHousePods.NAMESPACE + ".svc.cluster.local"),
        variable("BACKUPS", backups),
        variable("AWS_REGION", secrets.region()));
  }

  private Map<String, Object> resources() {
    String memory = settings.memoryGib() + "Gi";
    return Map.of(
        "requests",
        Map.of(
            "cpu",
            settings.cpuMillis() + "m",
            "memory",
            memory,
            "ephemeral-storage",
            settings.storageGib() + "Gi"),
        "limits",
        Map.of("memory", memory));
  }

  private String image() {
    return "clickhouse/clickhouse-server:" + settings.version();
  }
}
