package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.integration.platform.Client;
import com.acme.analytics.integration.platform.Platform;
import com.acme.analytics.integration.platform.PlatformExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer asks where an event is. */
@ExtendWith(PlatformExtension.class)
class TraceScenarioTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Platform platform;

  TraceScenarioTest(Platform platform) {
    this.platform = platform;
  }

  @Test
  void anAcceptedEventIsFoundInTheHotStoreAndByItsOwnCustomerOnly() {
    Client shop = platform.newCustomer("trace-accepted");
    Client other = platform.newCustomer("trace-other");
    UUID id = UUID.randomUUID();
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));

    shop.post(
        "{\"events\": [{\"event\": \"view\", \"event_id\": \"%s\", \"timestamp\": \"%s\"}]}"
            .formatted(id, yesterday));

    JsonNode trace = awaitStatus(shop, id, "accepted");
    assertThat(trace.get("event").asString()).isEqualTo("view");
    assertThat(trace.at("/stores/0/name").asString()).isEqualTo("hot");
    assertThat(trace.at("/stores/0/has").asBoolean()).isTrue();
    assertThat(trace.get("refusal").isNull()).isTrue();
    assertThat(trace.get("partial").asBoolean()).isFalse();
    JsonNode unknown = trace(other, id);
    assertThat(unknown.get("status").asString()).isEqualTo("unknown");
    assertThat(unknown.at("/stores/0/searched")).isNotEmpty();
  }

  @Test
  void aRefusedEventIsFoundWithItsReason() {
    Client shop = platform.newCustomer("trace-refused");
    Client other = platform.newCustomer("trace-nosy");
    UUID id = UUID.randomUUID();

    shop.at(platform.gateway())
        .post(
            "{\"events\": [{\"event\": \"old\", \"event_id\": \"%s\", \"timestamp\": \"1999-01-01T00:00:00Z\"}]}"
                .formatted(id));

    JsonNode trace = awaitStatus(shop, id, "refused");
    assertThat(trace.at("/refusal/code").asString()).isEqualTo("timestamp_out_of_range");
    assertThat(trace.at("/refusal/pointer").asString()).isEqualTo("/events/0/timestamp");
    assertThat(trace.at("/refusal/source").asString()).isEqualTo("gateway");
    assertThat(trace.at("/stores/0/has").asBoolean()).isFalse();
    String around = Instant.now().toString();
    assertThat(get(shop, id + "/trace?around=" + around).body()).contains("\"refused\"");
    assertThat(trace(other, id).get("status").asString()).isEqualTo("unknown");
  }

  @Test
  void whatIsNoIdIsRefused() {
    Client shop = platform.newCustomer("trace-wrong");

    HttpResponse<String> answer = get(shop, "not-an-id/trace");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).get("pointer").asString()).isEqualTo("event_id");
  }

  private static JsonNode awaitStatus(Client customer, UUID id, String status) {
    return await(status)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> trace(customer, id), trace -> trace.path("status").asString("").equals(status));
  }

  private static JsonNode trace(Client customer, UUID id) {
    HttpResponse<String> answer = get(customer, id + "/trace");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> get(Client customer, String path) {
    return customer.request("GET", "/v2/events/" + path, "");
  }
}
