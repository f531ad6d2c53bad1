package com.acme.analytics.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourceSettingsTest {
  private final Map<String, String> properties = RunningTask.settings();

  @Test
  void readsWhatItIsGivenAndHasDefaultsForTheRest() {
    SourceSettings settings = SourceSettings.of(properties);

    assertThat(settings.customer()).isEqualTo(new CustomerId("acme"));
    assertThat(settings.topic()).isEqualTo("events.raw");
    assertThat(settings.stream()).isEqualTo("clicks");
    assertThat(settings.endpoint()).isEmpty();
    assertThat(settings.start()).isEqualTo(StartPosition.TRIM_HORIZON);
    assertThat(settings.readInterval()).isEqualTo(Duration.ofMillis(200));
  }

  @ParameterizedTest
  @CsvSource({
    "customer, Acme!",
    "kinesis.stream, a stream",
    "kinesis.region, europe",
    "kinesis.endpoint, 127.0.0.1:4568",
    "start.position, EARLIEST",
    "read.interval.ms, 100",
    "read.max.records, 10001",
  })
  void refusesAValueByItsName(String name, String value) {
    properties.put(name, value);

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> SourceSettings.of(properties))
        .withMessageContaining(name)
        .withMessageContaining(value);
  }

  @Test
  void refusesToGoWithoutACustomer() {
    properties.remove("customer");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> SourceSettings.of(properties))
        .withMessageContaining("customer");
  }
}
