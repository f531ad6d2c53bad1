package com.acme.analytics.cdk.clickhouse;

import static com.acme.analytics.cdk.clickhouse.ClickHousePods.BACKUPS;

import com.acme.analytics.cdk.kubernetes.Pods;
import com.acme.analytics.cdk.kubernetes.SecretReader;
import com.acme.analytics.cdk.settings.HotClusterSettings;
import java.util.List;
import java.util.Map;

/**
 * Tells the servers each night to write a backup of the whole database to S3, each part once. The
 * bucket's lifecycle removes it.
 */
public record ClickHouseBackup(
    HotClusterSettings settings, ClickHouseSecrets secrets, String database) {
  private static final String NIGHTLY = "30 1 * * *";
  private static final int SECONDS_OF_A_DAY = 86_400;

  /** The CronJob. */
  public Map<String, Object> manifest() {
    Map<String, Object> labels = Pods.labels(BACKUPS);
    return Map.of(
        "apiVersion",
        "batch/v1",
        "kind",
        "CronJob",
        "metadata",
        ClickHousePods.OBJECTS.metadata(BACKUPS, labels),
        "spec",
        Map.of(
            "schedule",
            NIGHTLY,
            "timeZone",
            "Etc/UTC",
            "concurrencyPolicy",
            "Forbid",
            "jobTemplate",
            Map.of(
                "spec",
                Map.of(
                    "backoffLimit",
                    2,
                    "activeDeadlineSeconds",
                    SECONDS_OF_A_DAY,
                    "template",
                    Map.of("metadata", Map.of("labels", labels), "spec", pod())))));
  }

  private Map<String, Object> pod() {
    return Map.of(
        "serviceAccountName",
        BACKUPS,
        "automountServiceAccountToken",
        false,
        "enableServiceLinks",
        false,
        "restartPolicy",
        "Never",
        "nodeSelector",
        Map.of("kubernetes.io/arch", "amd64"),
        "securityContext",
        ClickHousePods.POD_SECURITY,
        "initContainers",
        List.of(secrets.forBackups()),
        "containers",
        List.of(client()),
        "volumes",
        List.of(
            SecretReader.volume(), Map.of("name", "tmp", "emptyDir", Map.of("sizeLimit", "64Mi"))));
  }

  private Map<String, Object> client() {
    return Map.of(
        "name",
        "client",
        "image",
        "clickhouse/clickhouse-server:" + settings.version(),
        "command",
        List.of(
            "/bin/sh",
            "-euc",
            """
            exec clickhouse-client --config-file %s --host %s --receive_timeout %d --query \\
              "BACKUP DATABASE %s ON CLUSTER %s TO Disk('backups', '$(date -u +%%Y-%%m-%%dT%%H-%%M)')"
            """
                .formatted(
                    ClickHouseSecrets.CLIENT,
                    ClickHouseShard.name(0) + "." + ClickHousePods.NAMESPACE + ".svc.cluster.local",
                    SECONDS_OF_A_DAY,
                    database,
                    ClickHousePods.CLUSTER)),
        "env",
        List.of(Pods.variable("HOME", "/tmp")),
        "resources",
        Map.of(
            "requests",
            Map.of("cpu", "100m", "memory", "512Mi"),
            "limits",
            Map.of("memory", "512Mi")),
        "securityContext",
        Pods.CONTAINER_SECURITY,
        "volumeMounts",
        List.of(SecretReader.mount(), Pods.mount("tmp", "/tmp", false)));
  }
}
