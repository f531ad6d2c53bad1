package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.integration.platform.AcmeCommand;
import com.acme.analytics.integration.platform.Client;
import com.acme.analytics.integration.platform.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A platform with all its stores: what is asked reaches whichever of them hold it. */
class TiersScenarioTest {
  private static final int PORT_BASE = 22_300;
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @Test
  void eventsOfThisDayAndOfWeeksAgoAreCountedTogetherByWhicheverStoresHoldThem() {
    Instant now = Instant.now();
    try (Platform platform =
        Platform.start(
            AcmeCommand.checkout().resolve("integration-tests/target/acme-tiers"),
            PORT_BASE,
            "--tiers",
            "hot,warm,lake")) {
      Client customer = new Client(platform.api(), platform.developmentKey());
      customer.post(batch(now.minusSeconds(300), 30));
      customer.post(batch(now.minus(Duration.ofDays(20)), 20));

      String from = now.minus(Duration.ofDays(30)).toString();
      await("the rollup has both")
          .atMost(LIMIT)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                JsonNode answer = customer.query("dimensions", "path", "from", from);
                assertThat(answer.path("rows")).hasToString("[[\"/tiers\",50]]");
                assertThat(answer.path("meta").path("partial").asBoolean()).isFalse();
                assertThat(tiers(answer)).contains("warm", "hot");
              });
      await("the lake has both")
          .atMost(LIMIT)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                JsonNode answer = customer.query("measures", "sum:price", "from", from);
                assertThat(answer.path("rows")).hasToString("[[125]]");
                assertThat(answer.path("meta").path("partial").asBoolean()).isFalse();
                assertThat(tiers(answer)).containsExactly("lake", "hot");
              });
    }
  }

  private static List<String> tiers(JsonNode answer) {
    return answer
        .path("meta")
        .path("tiers")
        .valueStream()
        .map(tier -> tier.path("name").asString())
        .toList();
  }

  private static String batch(Instant time, int size) {
    return IntStream.range(0, size)
        .mapToObj(
            i ->
                """
                {"event": "page_view", "user_id": "u%d", "timestamp": "%s",
                 "context": {"page": {"path": "/tiers"}}, "properties": {"price": 2.5}}
                """
                    .formatted(i, time.plusMillis(i)))
        .collect(Collectors.joining(",", "{\"events\":[", "]}"));
  }
}
