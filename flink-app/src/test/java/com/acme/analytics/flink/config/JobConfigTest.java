package com.acme.analytics.flink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobConfigTest {
  private final Map<String, Properties> groups = new HashMap<>();

  JobConfigTest() {
    set("acme.kafka", "bootstrap.servers", "127.0.0.1:9092");
    set("acme.kafka", "security.protocol", "SASL_SSL");
    set("acme.kafka", "events.accepted.topic", "events.accepted");
    set("acme.kafka", "events.historical.topic", "events.historical");
    set("acme.kafka", "definitions.topic", "definitions");
    set("acme.kafka", "alerts.topic", "alerts");
    set("acme.kafka", "events.unique.topic", "events.unique");
    set("acme.kafka", "live.topic", "live");
    set("acme.kafka", "group.id", "analytics");
    set("acme.kafka", "historical.group.id", "analytics-historical");
    set("acme.clickhouse", "url", "http://127.0.0.1:8123");
    set("acme.clickhouse", "database", "acme");
    set("acme.clickhouse", "secret.arn", "arn:aws:secretsmanager:eu-central-1:1:secret:a");
    set("acme.deduplication", "horizon", "PT24H");
    set("acme.hot", "retention", "P7D");
    set("acme.hot", "upsert.interval", "PT5S");
    set("acme.historical", "events.per.second", "5000");
    set("acme.lake", "catalog.url", "https://glue.eu-central-1.amazonaws.com/iceberg");
    set("acme.lake", "catalog.warehouse", "111111111111");
    set("acme.lake", "catalog.authentication", "SIGV4");
    set("acme.lake", "database", "acme_dev");
    set("acme.lake", "writers.per.hour", "2");
    set("acme.lake", "buffer.bytes", "64");
    set("acme.lake", "commit.interval", "PT1M");
  }

  @Test
  void everyPropertyIsRead() {
    JobConfig config = JobConfig.from(groups);

    assertThat(config.kafka())
        .isEqualTo(
            new KafkaConfig(
                "127.0.0.1:9092",
                KafkaConfig.SecurityProtocol.SASL_SSL,
                "events.accepted",
                "events.historical",
                "definitions",
                "alerts",
                "events.unique",
                "live",
                "analytics",
                "analytics-historical"));
    assertThat(config.clickHouse())
        .isEqualTo(
            new ClickHouseConfig(
                URI.create("http://127.0.0.1:8123"),
                "acme",
                "arn:aws:secretsmanager:eu-central-1:1:secret:a"));
    assertThat(config.deduplicationHorizon()).isEqualTo(Duration.ofHours(24));
    assertThat(config.hotRetention()).isEqualTo(Duration.ofDays(7));
    assertThat(config.upsertInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.historicalEventsPerSecond()).isEqualTo(5_000);
    assertThat(config.lake())
        .isEqualTo(
            new LakeConfig(
                URI.create("https://glue.eu-central-1.amazonaws.com/iceberg"),
                "111111111111",
                LakeConfig.Authentication.SIGV4,
                "acme_dev",
                /* writersPerHour= */ 2,
                /* bufferBytes= */ 64,
                Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "acme.kafka, security.protocol, SSL, PLAINTEXT or SASL_SSL",
    "acme.clickhouse, url, clickhouse, http://host:port",
    "acme.deduplication, horizon, 24h, PT24H",
    "acme.deduplication, horizon, PT0S, > 0",
    "acme.hot, retention, -P7D, > 0",
    "acme.hot, upsert.interval, 5s, PT5S",
    "acme.hot, upsert.interval, PT0S, > 0",
    "acme.hot, upsert.interval, PT1.5S, whole seconds",
    "acme.historical, events.per.second, -1, from 0 to 1000000",
    "acme.lake, catalog.authentication, sigv4, SIGV4 or NONE",
    "acme.lake, buffer.bytes, 0, > 0"
  })
  void aMalformedValueIsRefusedWithItsNameAndWhatWasExpected(
      String group, String property, String value, String expected) {
    set(group, property, value);

    assertThatThrownBy(() -> JobConfig.from(groups))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(group + " " + property)
        .hasMessageContaining(value)
        .hasMessageContaining(expected);
  }

  @Test
  void aMissingPropertyIsRefused() {
    groups.get("acme.kafka").remove("group.id");

    assertThatThrownBy(() -> JobConfig.from(groups))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("property acme.kafka group.id: missing");
  }

  @Test
  void aMissingGroupIsRefused() {
    groups.remove("acme.hot");

    assertThatThrownBy(() -> JobConfig.from(groups))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("property group acme.hot: missing");
  }

  @Test
  void anUnknownPropertyIsRefused() {
    set("acme.hot", "retension", "P7D");

    assertThatThrownBy(() -> JobConfig.from(groups))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("acme.hot: unknown [retension]");
  }

  @Test
  void anUnknownGroupIsRefusedUnlessItIsManagedFlinksOwn() {
    set("kinesis.analytics.flink.run.options", "jarfile", "a.jar");
    assertThat(JobConfig.from(groups)).isNotNull();

    set("acme.cold", "bucket", "a");
    assertThatThrownBy(() -> JobConfig.from(groups))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("unknown [acme.cold]");
  }

  @Test
  void theFileIsInManagedFlinksForm(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("application_properties.json");
    Files.writeString(
        file,
        """
        [{"PropertyGroupId": "acme.hot", "PropertyMap": {"retention": "P7D"}}]
        """);

    assertThat(ApplicationProperties.read(file.toString()).get("acme.hot"))
        .containsEntry("retention", "P7D");
  }

  private void set(String group, String property, String value) {
    groups.computeIfAbsent(group, name -> new Properties()).setProperty(property, value);
  }
}
