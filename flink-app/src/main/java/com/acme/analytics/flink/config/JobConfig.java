package com.acme.analytics.flink.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything the job is told from outside.
 *
 * @param deduplicationHorizon how long an id is remembered after it was last met
 * @param hotRetention how old an event may be to enter the hot tier
 * @param upsertInterval how long a changed session or window of a minute waits at most until it is
 *     written again, in whole seconds; longer windows wait for some intervals
 * @param historicalEventsPerSecond how many historical events a subtask takes at most, 0: no limit
 */
public record JobConfig(
    KafkaConfig kafka,
    ClickHouseConfig clickHouse,
    Duration deduplicationHorizon,
    Duration hotRetention,
    Duration upsertInterval,
    int historicalEventsPerSecond,
    LakeConfig lake) {
  private static final String KAFKA = "acme.kafka";
  private static final String CLICKHOUSE = "acme.clickhouse";
  private static final String DEDUPLICATION = "acme.deduplication";
  private static final String HOT = "acme.hot";
  private static final String HISTORICAL = "acme.historical";
  private static final String LAKE = "acme.lake";
  private static final Set<String> GROUPS =
      Set.of(KAFKA, CLICKHOUSE, DEDUPLICATION, HOT, HISTORICAL, LAKE);

  /**
   * Reads the configuration, and accepts nothing it does not know.
   *
   * @param groups group to its properties; groups that don't begin with {@code acme.} are Managed
   *     Flink's own
   * @throws ConfigurationException when one is missing, malformed or unknown
   */
  public static JobConfig from(Map<String, Properties> groups) {
    Set<String> unknown = new TreeSet<>(groups.keySet());
    unknown.removeIf(group -> !group.startsWith("acme.") || GROUPS.contains(group));
    if (!unknown.isEmpty()) {
      throw new ConfigurationException(
          "property groups: unknown " + unknown + " (expected: " + new TreeSet<>(GROUPS) + ")");
    }
    PropertyGroup hot =
        new PropertyGroup(HOT, groups.get(HOT), Set.of("retention", "upsert.interval"));
    return new JobConfig(
        kafka(groups.get(KAFKA)),
        clickHouse(groups.get(CLICKHOUSE)),
        new PropertyGroup(DEDUPLICATION, groups.get(DEDUPLICATION), Set.of("horizon"))
            .value("horizon", "a duration > 0, like PT24H", JobConfig::positive),
        hot.value("retention", "a duration > 0, like PT24H", JobConfig::positive),
        hot.value("upsert.interval", "whole seconds > 0, like PT5S", JobConfig::wholeSeconds),
        historicalEventsPerSecond(groups.get(HISTORICAL)),
        lake(groups.get(LAKE)));
  }

  private static KafkaConfig kafka(Properties properties) {
    PropertyGroup group =
        new PropertyGroup(
            KAFKA,
            properties,
            Set.of(
                "bootstrap.servers",
                "security.protocol",
                "events.accepted.topic",
                "events.historical.topic",
                "definitions.topic",
                "alerts.topic",
                "events.unique.topic",
                "live.topic",
                "group.id",
                "historical.group.id"));
    return new KafkaConfig(
        group.text("bootstrap.servers"),
        group.value(
            "security.protocol", "PLAINTEXT or SASL_SSL", KafkaConfig.SecurityProtocol::valueOf),
        group.text("events.accepted.topic"),
        group.text("events.historical.topic"),
        group.text("definitions.topic"),
        group.text("alerts.topic"),
        group.text("events.unique.topic"),
        group.text("live.topic"),
        group.text("group.id"),
        group.text("historical.group.id"));
  }

  private static ClickHouseConfig clickHouse(Properties properties) {
    PropertyGroup group =
        new PropertyGroup(CLICKHOUSE, properties, Set.of("url", "database", "secret.arn"));
    return new ClickHouseConfig(
        group.value("url", "http://host:port", JobConfig::httpUrl),
        group.text("database"),
        group.text("secret.arn"));
  }

  private static LakeConfig lake(Properties properties) {
    PropertyGroup group =
        new PropertyGroup(
            LAKE,
            properties,
            Set.of(
                "catalog.url",
                "catalog.warehouse",
                "catalog.authentication",
                "database",
                "writers.per.hour",
                "buffer.bytes",
                "commit.interval"));
    return new LakeConfig(
        group.value("catalog.url", "http://host:port", JobConfig::httpUrl),
        group.text("catalog.warehouse"),
        group.value("catalog.authentication", "SIGV4 or NONE", LakeConfig.Authentication::valueOf),
        group.text("database"),
        group.value("writers.per.hour", "a number > 0", JobConfig::positiveNumber),
        group.value("buffer.bytes", "a number > 0", JobConfig::positiveNumber),
        group.value("commit.interval", "a duration > 0, like PT1M", JobConfig::positive));
  }

  private static int historicalEventsPerSecond(Properties properties) {
    String property = "events.per.second";
    return new PropertyGroup(HISTORICAL, properties, Set.of(property))
        .value(property, "a number from 0 to 1000000", JobConfig::number);
  }

  private static int number(String text) {
    int number = Integer.parseInt(text);
    if (number < 0 || number > 1_000_000) {
      throw new IllegalArgumentException("out of range: " + text);
    }
    return number;
  }

  private static int positiveNumber(String text) {
    int number = Integer.parseInt(text);
    if (number <= 0) {
      throw new IllegalArgumentException("not positive: " + text);
    }
    return number;
  }

  private static URI httpUrl(String text) {
    URI url = URI.create(text);
    if (url.getHost() == null || !Set.of("http", "https").contains(url.getScheme())) {
      throw new IllegalArgumentException("no http URL: " + text);
    }
    return url;
  }

  private static Duration positive(String text) {
    Duration duration = Duration.parse(text);
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException("not positive: " + text);
    }
    return duration;
  }

  private static Duration wholeSeconds(String text) {
    Duration duration = positive(text);
    if (duration.toNanosPart() != 0) {
      throw new IllegalArgumentException("parts of a second: " + text);
    }
    return duration;
  }
}
