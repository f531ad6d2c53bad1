package com.acme.analytics.kinesis;

import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;

/**
 * What the connector is told.
 *
 * @param customer whose all records of the stream are
 * @param topic what they are written to
 * @param stream the stream's name
 * @param region where it is
 * @param endpoint of Kinesis; the region's own when empty
 * @param start where reading begins at first
 * @param readInterval between two requests for a shard's records, once its end is reached
 * @param readLimit records that one request may give
 * @param shardsInterval between two looks for shards that resharding made
 * @param retryLimit longest pause after a request that failed
 */
public record SourceSettings(
    CustomerId customer,
    String topic,
    String stream,
    String region,
    Optional<String> endpoint,
    StartPosition start,
    Duration readInterval,
    int readLimit,
    Duration shardsInterval,
    Duration retryLimit) {
  private static final String CUSTOMER = "customer";
  private static final String TOPIC = "topic";
  private static final String STREAM = "kinesis.stream";
  private static final String REGION = "kinesis.region";
  private static final String ENDPOINT = "kinesis.endpoint";
  private static final String START = "start.position";
  private static final String READ_INTERVAL = "read.interval.ms";
  private static final String READ_LIMIT = "read.max.records";
  private static final String SHARDS_INTERVAL = "shards.refresh.ms";
  private static final String RETRY_LIMIT = "retry.backoff.max.ms";

  /** Every setting, as Connect documents and checks it. */
  public static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              CUSTOMER,
              ConfigDef.Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              ConfigDef.LambdaValidator.with(SourceSettings::checkCustomer, () -> "a customer id"),
              Importance.HIGH,
              "Whose all records of the stream are. Nothing in a record can say otherwise.")
          .define(
              TOPIC,
              ConfigDef.Type.STRING,
              "events.raw",
              matching("[a-zA-Z0-9._-]{1,249}"),
              Importance.HIGH,
              "The topic that the records are written to.")
          .define(
              STREAM,
              ConfigDef.Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              matching("[a-zA-Z0-9_.-]{1,128}"),
              Importance.HIGH,
              "The stream's name.")
          .define(
              REGION,
              ConfigDef.Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              matching("[a-z]{2}(-[a-z]+)+-[0-9]+"),
              Importance.HIGH,
              "The region that the stream is in.")
          .define(
              ENDPOINT,
              ConfigDef.Type.STRING,
              "",
              matching("(https?://.+)?"),
              Importance.LOW,
              "Where Kinesis answers, when it is not at the region's own address.")
          .define(
              START,
              ConfigDef.Type.STRING,
              StartPosition.TRIM_HORIZON.name(),
              ConfigDef.ValidString.in(
                  StartPosition.TRIM_HORIZON.name(), StartPosition.LATEST.name()),
              Importance.MEDIUM,
              "Where a shard without a stored position begins: TRIM_HORIZON with its oldest record,"
                  + " LATEST with what arrives after the connector's start. With LATEST, what"
                  + " arrives before a restart in a shard that has given nothing yet is missed.")
          .define(
              READ_INTERVAL,
              ConfigDef.Type.INT,
              1_000,
              Range.between(200, 60_000),
              Importance.MEDIUM,
              "Milliseconds between two reads of a shard whose end is reached. A shard allows five"
                  + " reads a second, all its readers together.")
          .define(
              READ_LIMIT,
              ConfigDef.Type.INT,
              2_000,
              Range.between(1, 10_000),
              Importance.LOW,
              "Records that one read gives at most.")
          .define(
              SHARDS_INTERVAL,
              ConfigDef.Type.INT,
              30_000,
              Range.between(500, 3_600_000),
              Importance.LOW,
              "Milliseconds between two looks for shards that a resharding made.")
          .define(
              RETRY_LIMIT,
              ConfigDef.Type.INT,
              10_000,
              Range.between(200, 600_000),
              Importance.LOW,
              "Longest pause in milliseconds after a read that was throttled or failed; pauses"
                  + " begin with 200 and double.");

  /**
   * Reads the settings.
   *
   * @throws ConfigException naming the first that is missing or wrong
   */
  public static SourceSettings of(Map<String, String> properties) {
    AbstractConfig config = new AbstractConfig(DEFINITION, properties, false);
    String endpoint = config.getString(ENDPOINT);
    return new SourceSettings(
        new CustomerId(config.getString(CUSTOMER)),
        config.getString(TOPIC),
        config.getString(STREAM),
        config.getString(REGION),
        endpoint.isEmpty() ? Optional.empty() : Optional.of(endpoint),
        StartPosition.valueOf(config.getString(START).toUpperCase(Locale.ROOT)),
        Duration.ofMillis(config.getInt(READ_INTERVAL)),
        config.getInt(READ_LIMIT),
        Duration.ofMillis(config.getInt(SHARDS_INTERVAL)),
        Duration.ofMillis(config.getInt(RETRY_LIMIT)));
  }

  private static void checkCustomer(String name, Object value) {
    try {
      new CustomerId((String) value);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(name, value, "expected: 1 to 64 of a-z, 0-9 and -");
    }
  }

  private static ConfigDef.Validator matching(String pattern) {
    return ConfigDef.LambdaValidator.with(
        (name, value) -> {
          if (!(value instanceof String text) || !text.matches(pattern)) {
            throw new ConfigException(name, value, "expected: " + pattern);
          }
        },
        () -> pattern);
  }
}
