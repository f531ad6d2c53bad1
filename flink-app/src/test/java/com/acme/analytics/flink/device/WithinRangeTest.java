package com.acme.analytics.flink.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class WithinRangeTest {
  private static final Duration RETENTION = Duration.ofDays(90);

  @Test
  void whatIsOlderThanTheTierKeepsStaysOut() throws Exception {
    Instant now = Instant.parse("2026-03-10T12:00:00Z");
    try (var operator =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new WithinRange("warm", RETENTION)))) {
      operator.open();
      operator.setProcessingTime(now.toEpochMilli());
      operator.processElement(at(now.minus(RETENTION).minusMillis(1)), 0);
      operator.processElement(at(now.minus(RETENTION)), 0);

      assertThat(operator.extractOutputValues())
          .extracting(event -> event.accepted().timestampMillis())
          .containsExactly(now.minus(RETENTION).toEpochMilli());
    }
  }

  private static DescribedEvent at(Instant time) {
    Event event = Events.event("shop", "u", new UUID(1, 2));
    event.setTimestamp(time);
    return Events.described(event);
  }
}
