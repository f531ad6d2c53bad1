package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.integration.platform.Client;
import com.acme.analytics.integration.platform.Platform;
import com.acme.analytics.integration.platform.PlatformExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A funnel, from its definition on: nobody is counted twice or lost where the stream takes over.
 */
@ExtendWith(PlatformExtension.class)
class FunnelScenarioTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SALE =
      """
      {"name": "Sale", "window": "PT1H",
       "steps": [{"event": "view"}, {"event": "cart"}, {"event": "buy"}]}
      """;

  private final Client shop;

  FunnelScenarioTest(Platform platform) {
    this.shop = platform.newCustomer("funnel-shop");
  }

  @Test
  void whoCameBeforeItsActivationAndWhoComesAfterAreCountedOnceEach() {
    shop.send(visits("early", Instant.now().minus(Duration.ofMinutes(10))));
    HttpResponse<String> answer = shop.request("POST", "/v2/funnels", SALE);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode funnel = JSON.readTree(answer.body());
    String id = funnel.get("id").asString();
    awaitCounts(id, 8, 4, 2);

    Instant activation = Instant.parse(funnel.get("active_from").asString());
    await("the stream follows the funnel")
        .atMost(Duration.ofMinutes(3))
        .until(() -> Instant.now().isAfter(activation.plusSeconds(5)));
    List<String> late = visits("late", Instant.now().minusSeconds(4));
    shop.send(late);
    shop.send(late);

    awaitCounts(id, 16, 8, 4);
  }

  /** Of eight users, four of whom put something into the cart; two of these buy. */
  private static List<String> visits(String prefix, Instant start) {
    return IntStream.range(0, 8)
        .boxed()
        .flatMap(
            user ->
                IntStream.range(0, user % 4 == 0 ? 3 : user % 2 == 0 ? 2 : 1)
                    .mapToObj(step -> event(prefix + user, step, start)))
        .toList();
  }

  private static String event(String user, int step, Instant start) {
    return """
    {"event_id": "00000000-0000-4000-8000-%012x", "event": "%s", "user_id": "%s", "timestamp": "%s"}
    """
        .formatted(
            (user + step).hashCode() & 0xffffffffL,
            List.of("view", "cart", "buy").get(step),
            user,
            start.plusMillis(step * 900L));
  }

  private void awaitCounts(String funnel, Integer... counts) {
    await("counts of the steps")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = shop.request("GET", "/v2/funnels/" + funnel, "");
              assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
              assertThat(
                      StreamSupport.stream(
                              JSON.readTree(answer.body()).get("steps").spliterator(), false)
                          .map(step -> step.get("count").asInt()))
                  .containsExactly(counts);
            });
  }
}
