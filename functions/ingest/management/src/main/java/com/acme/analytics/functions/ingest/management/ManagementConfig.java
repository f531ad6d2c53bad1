package com.acme.analytics.functions.ingest.management;

import com.acme.analytics.core.config.EnvironmentVariables;
import com.acme.analytics.functions.ingest.pipeline.IngestSettings;
import java.util.Map;

/**
 * What the management function is told by its environment.
 *
 * @param ingest what it shares with those that take events in, since it replays events
 * @param rejectedBucket {@code ACME_REJECTED_BUCKET}: S3 bucket of refused events
 * @param definitionsTable {@code ACME_DEFINITIONS_TABLE}: DynamoDB table of funnels
 * @param definitionsTopic {@code ACME_DEFINITIONS_TOPIC}: Kafka topic by which the stream learns of
 *     them
 * @param dashboardsTable {@code ACME_DASHBOARDS_TABLE}: DynamoDB table of dashboards
 */
record ManagementConfig(
    IngestSettings ingest,
    String rejectedBucket,
    String definitionsTable,
    String definitionsTopic,
    String dashboardsTable) {

  /**
   * Reads the configuration.
   *
   * @throws IllegalArgumentException naming the first variable that is missing, malformed or, among
   *     those that begin with {@code ACME_}, unknown
   */
  static ManagementConfig from(Map<String, String> environment) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    ManagementConfig config =
        new ManagementConfig(
            IngestSettings.from(variables),
            variables.text("ACME_REJECTED_BUCKET"),
            variables.text("ACME_DEFINITIONS_TABLE"),
            variables.text("ACME_DEFINITIONS_TOPIC"),
            variables.text("ACME_DASHBOARDS_TABLE"));
    variables.refuseOthers();
    return config;
  }
}
