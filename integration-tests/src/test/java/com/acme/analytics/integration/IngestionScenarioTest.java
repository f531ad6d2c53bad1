package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.integration.platform.Client;
import com.acme.analytics.integration.platform.Platform;
import com.acme.analytics.integration.platform.PlatformExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happens to events between a client and the stores: checked, enriched, limited, kept. */
@ExtendWith(PlatformExtension.class)
class IngestionScenarioTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

  /** A customer's schema of its purchases. */
  private static final String PRICED =
      """
      {"mode": "%s", "schema": {"type": "object", "required": ["price"],
       "properties": {"price": {"type": "number"}}}}
      """;

  private final Platform platform;

  IngestionScenarioTest(Platform platform) {
    this.platform = platform;
  }

  @Test
  void bothDoorsTakeTheSameEventsAndEnrichThem() {
    Client api = platform.newCustomer("two-doors");
    Client gateway = api.at(platform.gateway());
    String batch =
        """
        {"events": [{"event": "view", "user_id": "u1", "properties": {"path": "/"},
          "context": {"ip": "8.8.8.8", "user_agent": "%s",
            "page": {"url": "https://shop.example/?utm_source=mail",
              "referrer": "https://www.search.example/q"}}}]}
        """
            .formatted(FIREFOX);

    assertThat(api.post(batch).statusCode()).isEqualTo(202);
    assertThat(gateway.post(batch).statusCode()).isEqualTo(202);

    api.awaitCount(2);
    JsonNode rows =
        api.query(
                "measures",
                "count,unique_users",
                "dimensions",
                "country,browser,os,device,bot,utm_source,referrer_domain")
            .get("rows");
    assertThat(rows).hasSize(1);
    JsonNode row = rows.get(0);
    assertThat(row.get(0).asString()).isEqualTo("US");
    assertThat(row.get(1).asString()).startsWith("Firefox");
    assertThat(row.get(2).asString()).contains("Linux");
    assertThat(row.get(3).asString()).isEqualToIgnoringCase("desktop");
    assertThat(row.get(4).asString()).isEqualTo("false");
    assertThat(row.get(5).asString()).isEqualTo("mail");
    assertThat(row.get(6).asString()).endsWith("search.example");
    assertThat(row.get(7).asLong()).isEqualTo(2);
    assertThat(row.get(8).asLong()).isEqualTo(1);
  }

  @Test
  void compressedBodiesAreTakenAtBothDoors() throws IOException {
    Client api = platform.newCustomer("compressed");
    byte[] body = gzip("{\"events\":[{\"event\":\"small\"}]}");

    assertThat(api.postCompressed("gzip", body).statusCode()).isEqualTo(202);
    assertThat(api.at(platform.gateway()).postCompressed("gzip", body).statusCode()).isEqualTo(202);

    api.awaitCount(2);
  }

  @Test
  void anEventThatViolatesItsSchemaIsKeptAndCountsOnceItIsReplayedAfterTheFix() {
    Client shop = platform.newCustomer("dead-letters");
    assertThat(
            shop.request("PUT", "/v2/schemas/purchase/1", PRICED.formatted("enforce")).statusCode())
        .isEqualTo(201);

    HttpResponse<String> answer =
        shop.post(
            """
            {"events": [{"event": "purchase", "properties": {"price": 12.5}},
              {"event": "purchase", "user_id": "u1", "properties": {"price": "12.5"}}]}
            """);

    assertThat(answer.statusCode()).isEqualTo(202);
    JsonNode result = JSON.readTree(answer.body()).get("results").get(0);
    assertThat(result.get("code").asString()).isEqualTo("schema_violation");
    assertThat(result.get("pointer").asString()).isEqualTo("/events/1/properties/price");
    shop.awaitCount(1);
    JsonNode letter = awaitRejected(shop);
    assertThat(letter.get("code").asString()).isEqualTo("schema_violation");
    assertThat(letter.get("event").asString()).isEqualTo("purchase");

    shop.request("PUT", "/v2/schemas/purchase/1", PRICED.formatted("warn"));
    for (int i = 0; i < 2; i++) {
      JsonNode replay =
          JSON.readTree(shop.request("POST", "/v2/events/rejected/replay", "{}").body());
      assertThat(replay.get("accepted").asInt()).as(replay.toString()).isEqualTo(1);
    }
    shop.awaitCount(2);
  }

  @Test
  void aKeyBeyondItsRateIsToldWhenToComeBack() {
    Client slow = platform.newCustomer("limited", "--rate", "5", "--burst", "10");
    String batch = "{\"event\":\"x\"}\n".repeat(30);

    HttpResponse<String> first =
        slow.post("application/x-ndjson", batch.getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> second =
        slow.post("application/x-ndjson", batch.getBytes(StandardCharsets.UTF_8));

    assertThat(first.statusCode()).isEqualTo(202);
    JsonNode answer = JSON.readTree(first.body());
    assertThat(answer.get("accepted").asInt()).isBetween(1, 10);
    assertThat(answer.get("results").get(0).get("code").asString()).isEqualTo("rate_limited");
    assertThat(first.headers().firstValue("ratelimit")).isPresent();
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(second.headers().firstValueAsLong("retry-after").orElse(0)).isPositive();
  }

  @Test
  void aKeyForSendingMayNotReadOrManage() {
    Client sender = platform.newCustomer("sender", "--scope", "ingest");

    assertThat(sender.post("{\"events\":[{\"event\":\"x\"}]}").statusCode()).isEqualTo(202);
    assertThat(sender.queryResponse("measures", "count").statusCode()).isEqualTo(403);
    assertThat(sender.request("GET", "/v2/settings", "").statusCode()).isEqualTo(403);
  }

  @Test
  void whatACustomerPseudonymisesIsNowhereInTheStores() {
    Client discreet = platform.newCustomer("discreet");
    assertThat(
            discreet
                .request(
                    "PUT",
                    "/v2/settings",
                    """
                    {"ip_policy": "drop", "pseudonymised": ["user_id", "properties.email"],
                     "key_buckets": 16}
                    """)
                .statusCode())
        .isEqualTo(200);

    discreet.post(
        """
        {"events": [{"event": "x", "user_id": "jane", "context": {"ip": "8.8.8.8"},
          "properties": {"email": "jane@example.com"}}]}
        """);

    discreet.awaitCount(1);
    JsonNode rows = discreet.query("dimensions", "user_id,email,ip,country").get("rows");
    assertThat(rows.toString()).doesNotContain("jane").doesNotContain("8.8.8").contains("US");
  }

  /** The customer's one dead letter, once it is archived. */
  private static JsonNode awaitRejected(Client customer) {
    return await("a dead letter")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> JSON.readTree(customer.request("GET", "/v2/events/rejected", "").body()),
            answer -> answer.path("events").size() == 1)
        .get("events")
        .get(0);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
