package com.acme.analytics.functions.query;

import com.acme.analytics.core.config.EnvironmentVariables;
import com.acme.analytics.functions.query.lake.LakeAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The function's configuration, from its environment.
 *
 * @param environment for example {@code dev}
 * @param apiKeysTable the DynamoDB table of API keys
 * @param definitionsTable the DynamoDB table of what customers define
 * @param dashboardsTable the DynamoDB table of dashboards
 * @param customersTable the DynamoDB table of customers, of which only what they declare is read
 * @param clickHouseUrl {@code http://host:port} or {@code https://host:port}
 * @param clickHouseDatabase the database that holds the table {@code events}
 * @param clickHouseSecretArn the secret that holds user name and password of a user who may only
 *     read
 * @param druidUrl of a router of the warm tier, {@code http://host:port}
 * @param lake where the lake is asked
 * @param rejectedBucket the S3 bucket of refused events
 * @param jobsTable the DynamoDB table of jobs
 * @param jobsQueueUrl the SQS queue of jobs to do
 * @param resultsBucket the S3 bucket of jobs' results
 * @param hotRetention how far back ClickHouse holds every event
 * @param warmRetention how far back Druid holds every event
 * @param maxClockSkew how far ahead of our clock an event's time may be
 */
public record QueryConfig(
    String environment,
    String apiKeysTable,
    String definitionsTable,
    String dashboardsTable,
    String customersTable,
    URI clickHouseUrl,
    String clickHouseDatabase,
    String clickHouseSecretArn,
    URI druidUrl,
    LakeAddress lake,
    String rejectedBucket,
    String jobsTable,
    String jobsQueueUrl,
    String resultsBucket,
    Duration hotRetention,
    Duration warmRetention,
    Duration maxClockSkew) {
  private static final Pattern DATABASE = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /**
   * Reads the variables of this function.
   *
   * @throws IllegalArgumentException naming the variable that is missing, malformed or unknown
   */
  public static QueryConfig from(Map<String, String> environment) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    QueryConfig config =
        new QueryConfig(
            variables.text("ACME_ENVIRONMENT"),
            variables.text("ACME_API_KEYS_TABLE"),
            variables.text("ACME_DEFINITIONS_TABLE"),
            variables.text("ACME_DASHBOARDS_TABLE"),
            variables.text("ACME_CUSTOMERS_TABLE"),
            variables.address("ACME_CLICKHOUSE_URL"),
            variables.text("ACME_CLICKHOUSE_DATABASE", DATABASE),
            variables.text("ACME_CLICKHOUSE_SECRET_ARN"),
            variables.address("ACME_DRUID_URL"),
            LakeAddress.parse(variables.text("ACME_LAKE_URL", LakeAddress.FORM)),
            variables.text("ACME_REJECTED_BUCKET"),
            variables.text("ACME_QUERY_JOBS_TABLE"),
            variables.text("ACME_QUERY_JOBS_QUEUE_URL"),
            variables.text("ACME_QUERY_RESULTS_BUCKET"),
            variables.duration("ACME_HOT_RETENTION"),
            variables.duration("ACME_WARM_RETENTION"),
            variables.duration("ACME_MAX_CLOCK_SKEW"));
    variables.refuseOthers();
    return config;
  }
}
