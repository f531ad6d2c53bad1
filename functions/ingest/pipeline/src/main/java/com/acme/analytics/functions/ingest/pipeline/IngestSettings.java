package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.config.EnvironmentVariables;
import com.acme.analytics.functions.ingest.pipeline.KafkaSettings.SecurityProtocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What every process that takes events in is told by its environment.
 *
 * @param environment {@code ACME_ENVIRONMENT}: dev, staging or prod
 * @param tables names of the DynamoDB tables
 * @param kafka {@code ACME_KAFKA_BOOTSTRAP_SERVERS} and {@code ACME_KAFKA_SECURITY_PROTOCOL}
 * @param topics {@code ACME_EVENTS_ACCEPTED_TOPIC}, {@code ACME_EVENTS_HISTORICAL_TOPIC}, {@code
 *     ACME_EVENTS_REJECTED_TOPIC}
 * @param hotRetention {@code ACME_HOT_RETENTION}: older events go the historical lane
 * @param times {@code ACME_MAX_EVENT_AGE} and {@code ACME_MAX_CLOCK_SKEW}
 * @param geoDatabase {@code ACME_GEO_DATABASE}: folder of the geolocation database
 * @param trustedProxies {@code ACME_TRUSTED_PROXIES}: blocks of addresses whose word on a client's
 *     address is taken, separated by commas, or {@code none}
 */
public record IngestSettings(
    String environment,
    Tables tables,
    KafkaSettings kafka,
    Map<Lane, String> topics,
    Duration hotRetention,
    EventTimes times,
    Path geoDatabase,
    String trustedProxies) {

  /**
   * Names of the DynamoDB tables.
   *
   * @param apiKeys {@code ACME_API_KEYS_TABLE}
   * @param customers {@code ACME_CUSTOMERS_TABLE}
   * @param schemas {@code ACME_SCHEMAS_TABLE}
   * @param rateLimits {@code ACME_RATE_LIMITS_TABLE}
   */
  public record Tables(String apiKeys, String customers, String schemas, String rateLimits) {}

  /**
   * Reads the settings; leaves it to the process to refuse variables that nobody knows.
   *
   * @throws IllegalArgumentException naming the first variable that is missing or malformed
   */
  public static IngestSettings from(EnvironmentVariables variables) {
    return new IngestSettings(
        variables.text("ACME_ENVIRONMENT"),
        new Tables(
            variables.text("ACME_API_KEYS_TABLE"),
            variables.text("ACME_CUSTOMERS_TABLE"),
            variables.text("ACME_SCHEMAS_TABLE"),
            variables.text("ACME_RATE_LIMITS_TABLE")),
        new KafkaSettings(
            variables.text("ACME_KAFKA_BOOTSTRAP_SERVERS"),
            variables.choice("ACME_KAFKA_SECURITY_PROTOCOL", SecurityProtocol.class)),
        topics(variables),
        variables.duration("ACME_HOT_RETENTION"),
        new EventTimes(
            variables.duration("ACME_MAX_EVENT_AGE"), variables.duration("ACME_MAX_CLOCK_SKEW")),
        Path.of(variables.text("ACME_GEO_DATABASE")),
        variables.text("ACME_TRUSTED_PROXIES"));
  }

  private static Map<Lane, String> topics(EnvironmentVariables variables) {
    Map<Lane, String> topics = new EnumMap<>(Lane.class);
    for (Lane lane : Lane.values()) {
      topics.put(lane, variables.text("ACME_EVENTS_" + lane + "_TOPIC"));
    }
    return topics;
  }
}
