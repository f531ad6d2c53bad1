package com.acme.analytics.functions.provisioning;

import java.net.URI;
import java.util.Map;

/**
 * What the function for migrations reads of its environment.
 *
 * @param environment {@code ACME_ENVIRONMENT}: {@code dev}, for example
 * @param clickHouseUrl {@code ACME_CLICKHOUSE_URL}: ClickHouse's HTTP interface
 * @param database {@code ACME_CLICKHOUSE_DATABASE}
 * @param secretArn {@code ACME_CLICKHOUSE_SECRET_ARN}: of the user who may change tables
 */
public record MigrationsConfig(
    String environment, URI clickHouseUrl, String database, String secretArn) {
  /**
   * Reads the configuration.
   *
   * @throws IllegalArgumentException naming a variable that is missing, malformed or unknown
   */
  public static MigrationsConfig from(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    MigrationsConfig config =
        new MigrationsConfig(
            variables.text("ACME_ENVIRONMENT", "[a-z]+"),
            variables.address("ACME_CLICKHOUSE_URL"),
            variables.text("ACME_CLICKHOUSE_DATABASE", "[a-z][a-z0-9_]*"),
            variables.text("ACME_CLICKHOUSE_SECRET_ARN", "arn:.+"));
    variables.refuseOthers();
    return config;
  }
}
