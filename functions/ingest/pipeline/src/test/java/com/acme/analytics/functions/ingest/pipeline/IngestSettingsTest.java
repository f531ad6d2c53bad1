package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.config.EnvironmentVariables;
import com.acme.analytics.functions.ingest.pipeline.KafkaSettings.SecurityProtocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IngestSettingsTest {
  private static final Map<String, String> COMPLETE =
      Map.ofEntries(
          Map.entry("ACME_ENVIRONMENT", "dev"),
          Map.entry("ACME_API_KEYS_TABLE", "keys"),
          Map.entry("ACME_CUSTOMERS_TABLE", "customers"),
          Map.entry("ACME_SCHEMAS_TABLE", "schemas"),
          Map.entry("ACME_RATE_LIMITS_TABLE", "limits"),
          Map.entry("ACME_KAFKA_BOOTSTRAP_SERVERS", "broker:9098"),
          Map.entry("ACME_KAFKA_SECURITY_PROTOCOL", "SASL_SSL"),
          Map.entry("ACME_EVENTS_ACCEPTED_TOPIC", "events.accepted"),
          Map.entry("ACME_EVENTS_HISTORICAL_TOPIC", "events.historical"),
          Map.entry("ACME_EVENTS_REJECTED_TOPIC", "events.rejected"),
          Map.entry("ACME_HOT_RETENTION", "P7D"),
          Map.entry("ACME_MAX_EVENT_AGE", "P3650D"),
          Map.entry("ACME_MAX_CLOCK_SKEW", "PT5M"),
          Map.entry("ACME_GEO_DATABASE", "/opt"),
          Map.entry("ACME_TRUSTED_PROXIES", "none"));

  @Test
  void areReadFromTheEnvironment() {
    assertThat(settings(COMPLETE))
        .isEqualTo(
            new IngestSettings(
                "dev",
                new IngestSettings.Tables("keys", "customers", "schemas", "limits"),
                new KafkaSettings("broker:9098", SecurityProtocol.SASL_SSL),
                Map.of(
                    Lane.ACCEPTED, "events.accepted",
                    Lane.HISTORICAL, "events.historical",
                    Lane.REJECTED, "events.rejected"),
                Duration.ofDays(7),
                new EventTimes(Duration.ofDays(3650), Duration.ofMinutes(5)),
                Path.of("/opt"),
                "none"));
  }

  @Test
  void nothingHasADefault() {
    for (String name : COMPLETE.keySet()) {
      Map<String, String> incomplete = new HashMap<>(COMPLETE);
      incomplete.remove(name);
      assertThatThrownBy(() -> settings(incomplete))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(name + ": missing (expected: a value)");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ACME_KAFKA_SECURITY_PROTOCOL | SSL | \"SSL\" (expected: [SASL_SSL, PLAINTEXT])",
        "ACME_MAX_EVENT_AGE | 10y | \"10y\" (expected: an ISO 8601 duration such as PT5M)",
        "ACME_MAX_CLOCK_SKEW | PT0S | \"PT0S\" (expected: > 0)",
        "ACME_API_KEYS_TABLE | ' ' | missing (expected: a value)"
      })
  void aDoubtfulVariableRefusesToStart(String name, String value, String message) {
    Map<String, String> environment = new HashMap<>(COMPLETE);
    environment.put(name, value);

    assertThatThrownBy(() -> settings(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + ": " + message);
  }

  private static IngestSettings settings(Map<String, String> environment) {
    return IngestSettings.from(new EnvironmentVariables(environment));
  }
}
