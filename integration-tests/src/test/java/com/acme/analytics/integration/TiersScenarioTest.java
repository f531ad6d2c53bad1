package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.integration.platform.AllTiers;
import com.acme.analytics.integration.platform.Client;
import com.acme.analytics.integration.platform.Platform;
import com.acme.analytics.integration.platform.PlatformExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A platform with all its stores: what is asked reaches whichever of them hold it. */
@ExtendWith(PlatformExtension.class)
class TiersScenarioTest {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final Client customer;

  TiersScenarioTest(@AllTiers Platform platform) {
    this.customer = platform.newCustomer("tiers");
  }

  @Test
  void eventsOfThisDayAndOfWeeksAgoAreCountedTogetherByWhicheverStoresHoldThem() {
    Instant now = Instant.now();
    customer.send(events(now.minusSeconds(300), 30));
    customer.send(events(now.minus(Duration.ofDays(20)), 20));

    String from = now.minus(Duration.ofDays(30)).toString();
    await("the rollup has both")
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              JsonNode answer = customer.query("dimensions", "path", "from", from, "wait", "true");
              assertThat(answer.path("rows")).hasToString("[[\"/tiers\",50]]");
              assertThat(answer.path("meta").path("partial").asBoolean()).isFalse();
              assertThat(tiers(answer)).contains("warm", "hot");
            });
    await("the lake has both")
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              JsonNode answer =
                  customer.query("measures", "sum:price", "from", from, "wait", "true");
              assertThat(answer.path("rows")).hasToString("[[125]]");
              assertThat(answer.path("meta").path("partial").asBoolean()).isFalse();
              assertThat(tiers(answer)).containsExactly("lake", "hot");
            });
    HttpResponse<String> accepted = customer.queryResponse("measures", "sum:price", "from", from);
    assertThat(accepted.statusCode()).isEqualTo(202);
    String job = accepted.headers().firstValue("location").orElseThrow();
    await("the job's result")
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              HttpResponse<String> page = customer.request("GET", job + "/result", "");
              assertThat(page.statusCode()).isEqualTo(200);
              assertThat(page.body()).contains("\"rows\":[[125]]", "\"partial\":false");
            });
  }

  private static List<String> tiers(JsonNode answer) {
    return answer
        .path("meta")
        .path("tiers")
        .valueStream()
        .map(tier -> tier.path("name").asString())
        .toList();
  }

  private static List<String> events(Instant time, int size) {
    return IntStream.range(0, size)
        .mapToObj(
            i ->
                """
                {"event": "page_view", "event_id": "%s", "user_id": "u%d", "timestamp": "%s",
                 "context": {"page": {"path": "/tiers"}}, "properties": {"price": 2.5}}
                """
                    .formatted(UUID.randomUUID(), i, time.plusMillis(i)))
        .toList();
  }
}
