package com.acme.analytics.cdk.druid;

import com.acme.analytics.cdk.kubernetes.Namespaced;
import com.acme.analytics.cdk.kubernetes.Pods;
import com.acme.analytics.cdk.kubernetes.SecretReader;
import com.acme.analytics.cdk.settings.PodSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The pod of each role. Druid knows its members by the labels and annotations that each process
 * writes to its own pod, one set for a pod: so a pod has one process, and tasks are threads of an
 * indexer, as a process of their own would take its announcement away.
 *
 * @param image of Druid, with what signs in at Kafka
 * @param secrets reads the password of the metadata's database
 * @param metadataSecret its ARN
 * @see <a href="https://druid.apache.org/docs/33.0.0/development/extensions-core/kubernetes">Druid
 *     on discovery through Kubernetes</a>
 */
public record DruidPods(
    String image, DruidConfiguration configuration, SecretReader secrets, String metadataSecret) {
  public static final String NAMESPACE = "druid";

  static final Namespaced OBJECTS = new Namespaced(NAMESPACE);
  static final String DATA = "/data";
  static final String PASSWORD_FILE = SecretReader.FOLDER + "/metadata-password";

  /** Of the image. */
  private static final int USER = 1000;

  private static final String CONFIGURATION = "/etc/acme";

  /** Tasks stop and are begun anew elsewhere; queries end. */
  private static final int GRACE_SECONDS = 120;

  /** The template of the role's pods. */
  Map<String, Object> template(DruidRole role, PodSize size, Map<String, Object> placement) {
    return Map.of(
        "metadata",
        Map.of(
            "labels",
            Pods.labels(role.app()),
            "annotations",
            Map.of("acme.io/configuration", configuration.revision())),
        "spec",
        merged(
            placement,
            Map.ofEntries(
                Map.entry("serviceAccountName", role.app()),
                // Druid's discovery is by Kubernetes.
                Map.entry("automountServiceAccountToken", true),
                Map.entry("enableServiceLinks", false),
                Map.entry("terminationGracePeriodSeconds", GRACE_SECONDS),
                Map.entry(
                    "topologySpreadConstraints",
                    List.of(Pods.spreadOverZones(Pods.labels(role.app())))),
                Map.entry("affinity", Pods.apart(role.app())),
                Map.entry("securityContext", Pods.security(USER)),
                Map.entry("initContainers", initContainers(role)),
                Map.entry("containers", List.of(container(role, size))),
                Map.entry("volumes", volumes(role)))));
  }

  private static Map<String, Object> merged(Map<String, Object> one, Map<String, Object> other) {
    Map<String, Object> both = new TreeMap<>(one);
    both.putAll(other);
    return both;
  }

  private List<Map<String, Object>> initContainers(DruidRole role) {
    return role == DruidRole.COORDINATOR
        ? List.of(
            secrets.container(
                "password \"$METADATA\" | tr -d '\\n' >" + PASSWORD_FILE + "\n",
                List.of(Pods.variable("METADATA", metadataSecret))))
        : List.of();
  }

  private Map<String, Object> container(DruidRole role, PodSize size) {
    return Map.ofEntries(
        Map.entry("name", "druid"),
        Map.entry("image", image),
        Map.entry("command", command(role, size)),
        Map.entry("ports", List.of(Map.of("name", "http", "containerPort", role.port()))),
        Map.entry(
            "env",
            List.of(
                Pods.variableOfPod("POD_NAME", "metadata.name"),
                Pods.variableOfPod("POD_NAMESPACE", "metadata.namespace"),
                Pods.variableOfPod("POD_IP", "status.podIP"),
                Pods.variable("AWS_REGION", secrets.region()))),
        Map.entry(
            "resources",
            Map.of(
                "requests",
                Map.of(
                    "cpu",
                    size.cpuMillis() + "m",
                    "memory",
                    size.memoryGib() + "Gi",
                    "ephemeral-storage",
                    size.storageGib() + "Gi"),
                "limits",
                Map.of("memory", size.memoryGib() + "Gi"))),
        Map.entry("startupProbe", Pods.probe("/status/health", "http", 10, 5, 60)),
        Map.entry("livenessProbe", Pods.probe("/status/health", "http", 30, 10, 6)),
        Map.entry("readinessProbe", readiness(role)),
        // The load balancer, or who asks, has to learn that the pod goes.
        Map.entry("lifecycle", Map.of("preStop", Map.of("sleep", Map.of("seconds", 30)))),
        Map.entry("securityContext", Pods.CONTAINER_SECURITY),
        Map.entry("volumeMounts", mounts(role)));
  }

  private static List<String> command(DruidRole role, PodSize size) {
    return Stream.concat(
            DruidMemory.of(role, size).options().stream(),
            Stream.of(
                "-cp",
                CONFIGURATION + ":/opt/druid/lib/*",
                "org.apache.druid.cli.Main",
                "server",
                role.process()))
        .toList();
  }

  /**
   * A historical has lost its segments when its pod is another one. All are ready when the
   * coordinator finds each segment as often as it is to be there: until then the disruption budget
   * and a rollout take none away. Nobody is sent to a historical by its readiness.
   */
  private static Map<String, Object> readiness(DruidRole role) {
    return switch (role) {
      case HISTORICAL ->
          Map.of(
              "exec",
              Map.of(
                  "command",
                  List.of(
                      "/bin/sh",
                      "-euc",
                      """
                      left=$(wget -q -T 8 -O - 'http://%s:%d/druid/coordinator/v1/loadstatus?full')
                      case "$left" in *:[1-9]*) exit 1;; esac
                      """
                          .formatted(DruidRole.COORDINATOR.app(), DruidRole.COORDINATOR.port()))),
              "periodSeconds",
              30,
              "timeoutSeconds",
              10,
              "failureThreshold",
              2);
      case BROKER -> Pods.probe("/druid/broker/v1/readiness", "http", 10, 5, 3);
      case COORDINATOR, INDEXER, ROUTER -> Pods.probe("/status/health", "http", 10, 5, 3);
    };
  }

  private static List<Map<String, Object>> volumes(DruidRole role) {
    List<Map<String, Object>> volumes = new ArrayList<>();
    volumes.add(
        Map.of(
            "name",
            "configuration",
            "configMap",
            Map.of(
                "name",
                DruidConfiguration.NAME,
                "items",
                List.of(
                    item("common.runtime.properties", "common.runtime.properties"),
                    item(role.process() + ".properties", "runtime.properties"),
                    item("log4j2.xml", "log4j2.xml")))));
    // No limit of its own: a pod that exceeds one is evicted, and loses its data.
    volumes.add(Map.of("name", "data", "emptyDir", Map.of()));
    volumes.add(Map.of("name", "tmp", "emptyDir", Map.of("sizeLimit", "1Gi")));
    if (role == DruidRole.COORDINATOR) {
      volumes.add(SecretReader.volume());
    }
    return volumes;
  }

  private static List<Map<String, Object>> mounts(DruidRole role) {
    List<Map<String, Object>> mounts = new ArrayList<>();
    mounts.add(Pods.mount("configuration", CONFIGURATION, true));
    mounts.add(Pods.mount("data", DATA, false));
    mounts.add(Pods.mount("tmp", "/tmp", false));
    if (role == DruidRole.COORDINATOR) {
      mounts.add(SecretReader.mount());
    }
    return mounts;
  }

  private static Map<String, Object> item(String key, String path) {
    return Map.of("key", key, "path", path);
  }
}
