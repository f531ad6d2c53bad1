package com.acme.analytics.functions.ingest.lambda;

import com.acme.analytics.core.config.EnvironmentVariables;
import com.acme.analytics.functions.ingest.pipeline.EventTimes;
import com.acme.analytics.functions.ingest.pipeline.KafkaSettings;
import com.acme.analytics.functions.ingest.pipeline.KafkaSettings.SecurityProtocol;
import java.util.Map;

/**
 * What the function is told by its environment.
 *
 * @param environment {@code ACME_ENVIRONMENT}: dev, staging or prod
 * @param apiKeysTable {@code ACME_API_KEYS_TABLE}: DynamoDB table of API keys
 * @param kafka {@code ACME_KAFKA_BOOTSTRAP_SERVERS} and {@code ACME_KAFKA_SECURITY_PROTOCOL}
 * @param acceptedTopic {@code ACME_EVENTS_ACCEPTED_TOPIC}: Kafka topic of accepted events
 * @param times {@code ACME_MAX_EVENT_AGE} and {@code ACME_MAX_CLOCK_SKEW}: ISO 8601 durations
 */
record IngestConfig(
    String environment,
    String apiKeysTable,
    KafkaSettings kafka,
    String acceptedTopic,
    EventTimes times) {

  /**
   * Reads the configuration.
   *
   * @throws IllegalArgumentException naming the first variable that is missing, malformed or, among
   *     those that begin with {@code ACME_}, unknown
   */
  static IngestConfig from(Map<String, String> environment) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    IngestConfig config =
        new IngestConfig(
            variables.text("ACME_ENVIRONMENT"),
            variables.text("ACME_API_KEYS_TABLE"),
            new KafkaSettings(
                variables.text("ACME_KAFKA_BOOTSTRAP_SERVERS"),
                variables.choice("ACME_KAFKA_SECURITY_PROTOCOL", SecurityProtocol.class)),
            variables.text("ACME_EVENTS_ACCEPTED_TOPIC"),
            new EventTimes(
                variables.duration("ACME_MAX_EVENT_AGE"),
                variables.duration("ACME_MAX_CLOCK_SKEW")));
    variables.refuseOthers();
    return config;
  }
}
