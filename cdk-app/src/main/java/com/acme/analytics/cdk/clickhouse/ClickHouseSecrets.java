package com.acme.analytics.cdk.clickhouse;

import java.util.List;
import java.util.Map;

/**
 * The secrets that pods read when they start, of their own role, into memory: no manifest has a
 * password, and ClickHouse's configuration has those of users as hashes only.
 *
 * @param region of the secrets
 * @param admin and the others: ARN of a secret with {@code username} and {@code password}
 * @param cluster its password is what the servers know each other by
 */
public record ClickHouseSecrets(
    String region, String admin, String ingest, String query, String backup, String cluster) {
  static final String FOLDER = "/run/acme";
  static final String SUBSTITUTIONS = FOLDER + "/substitutions.xml";
  static final String CLIENT = FOLDER + "/client.xml";

  private static final String IMAGE = "public.ecr.aws/aws-cli/aws-cli:2.31.0";

  /** A password is letters and digits, so that nothing in it has to be escaped. */
  private static final String PASSWORD =
      """
      umask 077
      password() {
        aws secretsmanager get-secret-value --secret-id "$1" --query SecretString --output text \\
          | sed -n 's/.*"password": *"\\([A-Za-z0-9]*\\)".*/\\1/p' | grep .
      }
      """;

  /** In memory. */
  static Map<String, Object> volume() {
    return Map.of("name", "secrets", "emptyDir", Map.of("medium", "Memory", "sizeLimit", "1Mi"));
  }

  /** Writes what the servers' configuration includes. */
  Map<String, Object> forServers() {
    return container(
        PASSWORD
            + """
            hash() { value=$(password "$1"); printf %%s "$value" | sha256sum | cut -c1-64; }
            admin=$(hash "$ADMIN"); ingest=$(hash "$INGEST"); query=$(hash "$QUERY")
            backup=$(hash "$BACKUP"); cluster=$(password "$CLUSTER")
            cat >%s <<END
            <clickhouse>
              <admin_sha256>$admin</admin_sha256>
              <ingest_sha256>$ingest</ingest_sha256>
              <query_sha256>$query</query_sha256>
              <backup_sha256>$backup</backup_sha256>
              <cluster_secret>$cluster</cluster_secret>
            </clickhouse>
            END
            """
                .formatted(SUBSTITUTIONS),
        List.of(
            ClickHousePods.variable("ADMIN", admin),
            ClickHousePods.variable("INGEST", ingest),
            ClickHousePods.variable("QUERY", query),
            ClickHousePods.variable("BACKUP", backup),
            ClickHousePods.variable("CLUSTER", cluster),
            ClickHousePods.variable("AWS_DEFAULT_REGION", region)));
  }

  /** Writes how the client signs in to make a backup. */
  Map<String, Object> forBackups() {
    return container(
        PASSWORD
            + """
            backup=$(password "$BACKUP")
            cat >%s <<END
            <config><user>acme_backup</user><password>$backup</password></config>
            END
            """
                .formatted(CLIENT),
        List.of(
            ClickHousePods.variable("BACKUP", backup),
            ClickHousePods.variable("AWS_DEFAULT_REGION", region)));
  }

  private static Map<String, Object> container(String script, List<Map<String, Object>> variables) {
    return Map.of(
        "name",
        "secrets",
        "image",
        IMAGE,
        "command",
        List.of("/bin/sh", "-euc", script),
        "env",
        variables,
        "resources",
        Map.of(
            "requests",
            Map.of("cpu", "100m", "memory", "256Mi"),
            "limits",
            Map.of("memory", "256Mi")),
        "securityContext",
        ClickHousePods.CONTAINER_SECURITY,
        "volumeMounts",
        List.of(ClickHousePods.mount("secrets", FOLDER, false)));
  }
}
