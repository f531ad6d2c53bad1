package com.acme.analytics.functions.ingest.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.functions.ingest.pipeline.EventTimes;
import com.acme.analytics.functions.ingest.pipeline.KafkaSettings;
import com.acme.analytics.functions.ingest.pipeline.KafkaSettings.SecurityProtocol;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IngestConfigTest {
  private static final Map<String, String> COMPLETE =
      Map.of(
          "ACME_ENVIRONMENT", "dev",
          "ACME_API_KEYS_TABLE", "keys",
          "ACME_KAFKA_BOOTSTRAP_SERVERS", "broker:9098",
          "ACME_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
          "ACME_EVENTS_ACCEPTED_TOPIC", "events.accepted",
          "ACME_MAX_EVENT_AGE", "P3650D",
          "ACME_MAX_CLOCK_SKEW", "PT5M",
          "PATH", "/bin");

  @Test
  void isReadFromTheEnvironment() {
    assertThat(IngestConfig.from(COMPLETE))
        .isEqualTo(
            new IngestConfig(
                "dev",
                "keys",
                new KafkaSettings("broker:9098", SecurityProtocol.SASL_SSL),
                "events.accepted",
                new EventTimes(Duration.ofDays(3650), Duration.ofMinutes(5))));
  }

  @Test
  void nothingHasADefault() {
    for (String name : COMPLETE.keySet()) {
      if (name.startsWith("ACME_")) {
        Map<String, String> incomplete = new HashMap<>(COMPLETE);
        incomplete.remove(name);
        assertThatThrownBy(() -> IngestConfig.from(incomplete))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(name + ": missing (expected: a value)");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ACME_KAFKA_SECURITY_PROTOCOL | SSL | \"SSL\" (expected: [SASL_SSL, PLAINTEXT])",
        "ACME_MAX_EVENT_AGE | 10y | \"10y\" (expected: an ISO 8601 duration such as PT5M)",
        "ACME_MAX_CLOCK_SKEW | PT0S | \"PT0S\" (expected: > 0)",
        "ACME_API_KEYS_TABLE | ' ' | missing (expected: a value)",
        "ACME_MAX_EVENT_AEG | P1D | unknown (expected: only [ACME_API_KEYS_TABLE, ACME_ENVIRONMENT,"
            + " ACME_EVENTS_ACCEPTED_TOPIC, ACME_KAFKA_BOOTSTRAP_SERVERS,"
            + " ACME_KAFKA_SECURITY_PROTOCOL, ACME_MAX_CLOCK_SKEW, ACME_MAX_EVENT_AGE])"
      })
  void aDoubtfulVariableRefusesToStart(String name, String value, String message) {
    Map<String, String> environment = new HashMap<>(COMPLETE);
    environment.put(name, value);

    assertThatThrownBy(() -> IngestConfig.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + ": " + message);
  }
}
