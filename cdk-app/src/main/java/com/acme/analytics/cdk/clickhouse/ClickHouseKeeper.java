package com.acme.analytics.cdk.clickhouse;

import static com.acme.analytics.cdk.clickhouse.ClickHousePods.KEEPERS;

import com.acme.analytics.cdk.kubernetes.Pods;
import com.acme.analytics.cdk.settings.HotClusterSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Three Keepers over three zones, two of which have to be there: the order of inserts and of
 * changes to tables. They run on Auto Mode's own nodes, with volumes of EBS.
 */
public record ClickHouseKeeper(HotClusterSettings settings) {
  static final int PORT = 9181;
  static final int RAFT_PORT = 9234;
  private static final int HTTP_PORT = 9182;
  private static final int KEEPERS_COUNT = 3;

  /** Logs and snapshots: a few GiB. */
  private static final int VOLUME_GIB = 20;

  private static final Map<String, Object> LABELS = Pods.labels(KEEPERS);

  /** The ConfigMap, the Service, the PodDisruptionBudget and the StatefulSet. */
  public List<Map<String, Object>> manifests() {
    return List.of(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "ConfigMap",
            "metadata",
            ClickHousePods.OBJECTS.metadata(KEEPERS, LABELS),
            "data",
            Map.of("config.xml", configuration())),
        ClickHousePods.OBJECTS.headless(KEEPERS, LABELS, Map.of("client", PORT, "raft", RAFT_PORT)),
        ClickHousePods.OBJECTS.disruptionBudget(KEEPERS, LABELS),
        statefulSet());
  }

  /** Raft knows its servers by numbers above 0, and so the pods are numbered from 1. */
  static List<String> hosts() {
    return IntStream.rangeClosed(1, KEEPERS_COUNT)
        .mapToObj(ordinal -> ClickHousePods.host(KEEPERS, ordinal))
        .toList();
  }

  private static String configuration() {
    String servers =
        IntStream.rangeClosed(1, KEEPERS_COUNT)
            .mapToObj(
                id ->
                    "      <server><id>%d</id><hostname>%s</hostname><port>%d</port></server>\n"
                        .formatted(id, ClickHousePods.host(KEEPERS, id), RAFT_PORT))
            .collect(Collectors.joining());
    return """
    <clickhouse>
      <logger><level>information</level><console>1</console></logger>
      <listen_host>0.0.0.0</listen_host>
      <path>/var/lib/clickhouse-keeper/</path>
      <keeper_server>
        <tcp_port>%d</tcp_port>
        <server_id from_env="SERVER_ID"/>
        <log_storage_path>/var/lib/clickhouse-keeper/log</log_storage_path>
        <snapshot_storage_path>/var/lib/clickhouse-keeper/snapshots</snapshot_storage_path>
        <!-- What asks for a quorum, for the probe. -->
        <http_control><port>%d</port><readiness><endpoint>/ready</endpoint></readiness></http_control>
        <raft_configuration>
    %s    </raft_configuration>
      </keeper_server>
    </clickhouse>
    """
        .formatted(PORT, HTTP_PORT, servers);
  }

  private Map<String, Object> statefulSet() {
    return Map.of(
        "apiVersion",
        "apps/v1",
        "kind",
        "StatefulSet",
        "metadata",
        ClickHousePods.OBJECTS.metadata(KEEPERS, LABELS),
        "spec",
        Map.of(
            "serviceName",
            KEEPERS,
            "replicas",
            KEEPERS_COUNT,
            "ordinals",
            Map.of("start", 1),
            // The first one is ready when there are two.
            "podManagementPolicy",
            "Parallel",
            "selector",
            Pods.selector(LABELS),
            "template",
            Map.of(
                "metadata",
                Map.of(
                    "labels",
                    LABELS,
                    "annotations",
                    Map.of(
                        "acme.io/configuration", Integer.toHexString(configuration().hashCode()))),
                "spec",
                pod()),
            "volumeClaimTemplates",
            List.of(ClickHousePods.volumeClaim("state", VOLUME_GIB))));
  }

  private Map<String, Object> pod() {
    return Map.of(
        "serviceAccountName",
        KEEPERS,
        "automountServiceAccountToken",
        false,
        "enableServiceLinks",
        false,
        "terminationGracePeriodSeconds",
        60,
        "nodeSelector",
        Map.of("kubernetes.io/arch", "amd64"),
        "topologySpreadConstraints",
        List.of(Pods.spreadOverZones(LABELS)),
        "affinity",
        Pods.apart(KEEPERS),
        "securityContext",
        ClickHousePods.POD_SECURITY,
        "containers",
        List.of(container()),
        "volumes",
        List.of(
            Map.of("name", "configuration", "configMap", Map.of("name", KEEPERS)),
            Map.of("name", "tmp", "emptyDir", Map.of("sizeLimit", "256Mi"))));
  }

  private Map<String, Object> container() {
    Map<String, Object> alive =
        Map.of("tcpSocket", Map.of("port", "client"), "periodSeconds", 10, "failureThreshold", 6);
    return Map.ofEntries(
        Map.entry("name", "keeper"),
        Map.entry("image", "clickhouse/clickhouse-keeper:" + settings.version()),
        Map.entry(
            "command", List.of("/usr/bin/clickhouse-keeper", "--config-file=/etc/acme/config.xml")),
        Map.entry(
            "ports",
            List.of(
                Map.of("name", "client", "containerPort", PORT),
                Map.of("name", "raft", "containerPort", RAFT_PORT),
                Map.of("name", "http", "containerPort", HTTP_PORT))),
        Map.entry(
            "env",
            List.of(
                Map.of(
                    "name",
                    "SERVER_ID",
                    "valueFrom",
                    Map.of(
                        "fieldRef",
                        Map.of("fieldPath", "metadata.labels['apps.kubernetes.io/pod-index']"))))),
        Map.entry(
            "resources",
            Map.of(
                "requests",
                Map.of("cpu", "500m", "memory", "2Gi"),
                "limits",
                Map.of("memory", "2Gi"))),
        Map.entry("livenessProbe", alive),
        Map.entry("readinessProbe", Pods.probe("/ready", "http", 5, 3, 2)),
        Map.entry("securityContext", Pods.CONTAINER_SECURITY),
        Map.entry(
            "volumeMounts",
            List.of(
                Pods.mount("configuration", "/etc/acme", true),
                Pods.mount("state", "/var/lib/clickhouse-keeper", false),
                Pods.mount("tmp", "/tmp", false))));
  }
}
