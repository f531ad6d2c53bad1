package com.acme.analytics.local.emulation.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.local.emulation.lambda.InvokeResult;
import com.acme.analytics.local.emulation.model.ScheduledRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchedulesTest {
  private static final String ARN = "arn:aws:events:eu-west-1:000000000000:rule/rebuild";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T04:05:06.789Z"));

  private final List<JsonNode> events = new CopyOnWriteArrayList<>();

  @Test
  void aFunctionIsInvokedAgainAndAgainWithTheDocumentedEvent() {
    try (var unused =
        new Schedules(
            List.of(rule(Duration.ofMillis(5))),
            (function, payload) -> answer(payload, success()),
            CLOCK,
            List.of())) {
      await().until(() -> events.size() >= 3);
    }

    JsonNode event = events.getFirst();
    String id = event.path("id").asString();
    assertThat(UUID.fromString(id)).isNotNull();
    assertThat(event)
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"version": "0", "id": "%s", "detail-type": "Scheduled Event", "source": "aws.events",
                     "account": "000000000000", "time": "2026-11-23T04:05:06Z", "region": "eu-west-1",
                     "resources": ["%s"], "detail": {}}
                    """
                        .formatted(id, ARN)));
    assertThat(events.get(1).path("id").asString()).isNotEqualTo(id);
  }

  @Test
  void aFailedInvocationIsTriedAgainTwiceWithTheSameEvent() {
    try (var unused =
        new Schedules(
            // One time only while the test runs.
            List.of(rule(Duration.ofSeconds(1))),
            (function, payload) -> answer(payload, error()),
            CLOCK,
            List.of(Duration.ofMillis(1), Duration.ofMillis(1)))) {
      await().until(() -> events.size() >= 3);
    }

    assertThat(events.subList(0, 3).stream().map(event -> event.path("id").asString()).distinct())
        .hasSize(1);
  }

  private CompletableFuture<InvokeResult> answer(byte[] payload, InvokeResult result) {
    events.add(JsonMapper.shared().readTree(payload));
    return CompletableFuture.completedFuture(result);
  }

  private static InvokeResult success() {
    return new InvokeResult.Success("null".getBytes(StandardCharsets.UTF_8));
  }

  private static InvokeResult error() {
    return new InvokeResult.FunctionError("{}".getBytes(StandardCharsets.UTF_8));
  }

  private static ScheduledRule rule(Duration period) {
    return new ScheduledRule("Rule", ARN, "eu-west-1", "acme-dev-rebuild", period);
  }
}
