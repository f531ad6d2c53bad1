package com.acme.analytics.functions.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.functions.ingest.gateway.raw.RawTopic;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GatewaySettingsTest {
  private final Map<String, String> environment =
      new HashMap<>(
          Map.ofEntries(
              Map.entry("ACME_ENVIRONMENT", "dev"),
              Map.entry("ACME_API_KEYS_TABLE", "keys"),
              Map.entry("ACME_CUSTOMERS_TABLE", "customers"),
              Map.entry("ACME_SCHEMAS_TABLE", "schemas"),
              Map.entry("ACME_RATE_LIMITS_TABLE", "rate-limits"),
              Map.entry("ACME_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
              Map.entry("ACME_KAFKA_SECURITY_PROTOCOL", "PLAINTEXT"),
              Map.entry("ACME_EVENTS_ACCEPTED_TOPIC", "events.accepted"),
              Map.entry("ACME_EVENTS_HISTORICAL_TOPIC", "events.historical"),
              Map.entry("ACME_EVENTS_REJECTED_TOPIC", "events.rejected"),
              Map.entry("ACME_HOT_RETENTION", "P7D"),
              Map.entry("ACME_MAX_EVENT_AGE", "P3650D"),
              Map.entry("ACME_MAX_CLOCK_SKEW", "PT5M"),
              Map.entry("ACME_GEO_DATABASE", "/opt"),
              Map.entry("ACME_TRUSTED_PROXIES", "none"),
              Map.entry("ACME_EVENTS_RAW_TOPIC", "events.raw"),
              Map.entry("ACME_EVENTS_RAW_RATE", "5000"),
              Map.entry("ACME_GATEWAY_ADDRESS", "0.0.0.0:8080"),
              Map.entry("ACME_GATEWAY_DRAIN", "PT20S")));

  @Test
  void readsItsEnvironment() {
    GatewaySettings settings = GatewaySettings.from(environment);

    assertThat(settings.address()).isEqualTo(new InetSocketAddress("0.0.0.0", 8080));
    assertThat(settings.drain()).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.ingest().environment()).isEqualTo("dev");
    assertThat(settings.raw()).contains(new RawTopic("events.raw", RateLimit.ofRate(5_000)));
    assertThat(settings.topics())
        .containsExactlyInAnyOrder(
            "events.accepted", "events.historical", "events.rejected", "events.raw");
  }

  @Test
  void readsNoRawTopicWhenThereIsNone() {
    environment.put("ACME_EVENTS_RAW_TOPIC", "none");
    environment.remove("ACME_EVENTS_RAW_RATE");

    assertThat(GatewaySettings.from(environment).raw()).isEmpty();
  }

  @Test
  void refusesARateThatIsNone() {
    environment.put("ACME_EVENTS_RAW_RATE", "0");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> GatewaySettings.from(environment))
        .withMessage("ACME_EVENTS_RAW_RATE: eventsPerSecond: 0 (expected: 1 to 10000000)");
  }

  @Test
  void refusesWhatIsNoPort() {
    environment.put("ACME_GATEWAY_ADDRESS", "0.0.0.0:65536");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> GatewaySettings.from(environment))
        .withMessage("ACME_GATEWAY_ADDRESS: \"0.0.0.0:65536\" (expected: a port of 0 to 65535)");
  }

  @Test
  void refusesAVariableThatNobodyReads() {
    environment.put("ACME_GATEWAY_DRIAN", "PT20S");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> GatewaySettings.from(environment))
        .withMessageStartingWith("ACME_GATEWAY_DRIAN: unknown");
  }
}
