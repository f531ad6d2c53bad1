package com.acme.analytics.functions.provisioning;

import com.acme.analytics.clickhouse.Cluster;
import com.acme.analytics.clickhouse.SingleServer;
import com.acme.analytics.clickhouse.Topology;
import com.acme.analytics.core.config.EnvironmentVariables;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the functions for migrations and for rebuilds read of their environment.
 *
 * @param environment {@code ACME_ENVIRONMENT}: {@code dev}, for example
 * @param clickHouseUrl {@code ACME_CLICKHOUSE_URL}: ClickHouse's HTTP interface
 * @param database {@code ACME_CLICKHOUSE_DATABASE}
 * @param topology {@code ACME_CLICKHOUSE_CLUSTER}: the cluster that has the tables; {@code none}
 *     where it is one server
 * @param secretArn {@code ACME_CLICKHOUSE_SECRET_ARN}: of the user who may change tables
 */
public record MigrationsConfig(
    String environment, URI clickHouseUrl, String database, Topology topology, String secretArn) {
  /**
   * Reads the configuration.
   *
   * @throws IllegalArgumentException naming a variable that is missing, malformed or unknown
   */
  public static MigrationsConfig from(Map<String, String> environment) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    MigrationsConfig config =
        new MigrationsConfig(
            variables.text("ACME_ENVIRONMENT", Pattern.compile("[a-z]+")),
            variables.address("ACME_CLICKHOUSE_URL"),
            variables.text("ACME_CLICKHOUSE_DATABASE", Pattern.compile("[a-z][a-z0-9_]*")),
            topology(variables.text("ACME_CLICKHOUSE_CLUSTER", Pattern.compile("[a-z][a-z0-9_]*"))),
            variables.text("ACME_CLICKHOUSE_SECRET_ARN", Pattern.compile("arn:.+")));
    variables.refuseOthers();
    return config;
  }

  private static Topology topology(String cluster) {
    return cluster.equals("none") ? new SingleServer() : new Cluster(cluster);
  }
}
