package com.acme.analytics.cdk.clickhouse;

import com.acme.analytics.cdk.kubernetes.Pods;
import com.acme.analytics.cdk.kubernetes.SecretReader;
import java.util.List;
import java.util.Map;

/**
 * The secrets that pods read when they start; ClickHouse's configuration has the passwords of users
 * as hashes only.
 *
 * @param region of the secrets
 * @param admin and the others: ARN of a secret with {@code username} and {@code password}
 * @param cluster its password is what the servers know each other by
 */
public record ClickHouseSecrets(
    String region, String admin, String ingest, String query, String backup, String cluster) {
  static final String SUBSTITUTIONS = SecretReader.FOLDER + "/substitutions.xml";
  static final String CLIENT = SecretReader.FOLDER + "/client.xml";

  /** Writes what the servers' configuration includes. */
  Map<String, Object> forServers() {
    return new SecretReader(region)
        .container(
            """
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
                Pods.variable("ADMIN", admin),
                Pods.variable("INGEST", ingest),
                Pods.variable("QUERY", query),
                Pods.variable("BACKUP", backup),
                Pods.variable("CLUSTER", cluster)));
  }

  /** Writes how the client signs in to make a backup. */
  Map<String, Object> forBackups() {
    return new SecretReader(region)
        .container(
            """
            backup=$(password "$BACKUP")
            cat >%s <<END
            <config><user>acme_backup</user><password>$backup</password></config>
            END
            """
                .formatted(CLIENT),
            List.of(Pods.variable("BACKUP", backup)));
  }
}
