package com.acme.analytics.flink.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.Events;
import com.acme.analytics.flink.accepted.AcceptedEvent;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DescribeDeviceTest {
  private static final AtomicInteger PARSED = new AtomicInteger();

  @BeforeEach
  void begin() {
    PARSED.set(0);
  }

  @Test
  void anEventIsPassedOnWithItsDevice() throws Exception {
    AcceptedEvent event = accepted("phone");
    try (var operator = open()) {
      operator.processElement(event, 0);

      assertThat(operator.extractOutputValues())
          .containsExactly(new DescribedEvent(event, new Device("mobile", "Android", "phone", "")));
    }
  }

  @Test
  void aUserAgentIsParsedOnce() throws Exception {
    try (var operator = open()) {
      for (int n = 0; n < 10; n++) {
        operator.processElement(accepted("phone"), 0);
        operator.processElement(accepted("desktop"), 0);
      }

      assertThat(PARSED).hasValue(2);
      assertThat(operator.extractOutputValues()).hasSize(20);
    }
  }

  @Test
  void anEventWithoutAUserAgentPassesAndIsNoBot() throws Exception {
    try (var operator = open()) {
      operator.processElement(accepted(null), 0);
      operator.processElement(accepted(""), 0);

      assertThat(operator.extractOutputValues())
          .extracting(DescribedEvent::device)
          .containsExactly(Device.NONE, Device.NONE);
      assertThat(Device.NONE.bot()).isFalse();
    }
  }

  @Test
  void aUserAgentThatCantBeParsedLosesNoEvent() throws Exception {
    try (var operator = open()) {
      operator.processElement(accepted("broken"), 0);
      operator.processElement(accepted("endless"), 0);
      operator.processElement(accepted("phone"), 0);

      assertThat(operator.extractOutputValues())
          .extracting(DescribedEvent::device)
          .extracting(Device::type)
          .containsExactly("other", "other", "mobile");
    }
  }

  @Test
  void userAgentsThatAreAllDifferentTakeBoundedMemory() throws Exception {
    String padding = "x".repeat(100_000);
    try (var operator = open()) {
      operator.processElement(accepted("phone"), 0);
      // Five times what the cache holds; the first has long been dropped.
      for (int n = 0; n < 1_600; n++) {
        operator.processElement(accepted(n + padding), 0);
        operator.getOutput().clear();
      }
      for (int n = 0; n < 100; n++) {
        operator.processElement(accepted(n + padding), 0);
      }

      assertThat(PARSED.get()).isGreaterThan(1_601);
    }
  }

  private static Device parse(String userAgent) {
    PARSED.incrementAndGet();
    return switch (userAgent) {
      case "broken" -> throw new IllegalStateException("a defect");
      case "endless" -> throw new StackOverflowError();
      default -> new Device("mobile", "Android", userAgent, "");
    };
  }

  private static AcceptedEvent accepted(String userAgent) {
    Event event = Events.event("a", "u", new UUID(1, 2));
    event.setUserAgent(userAgent);
    return Events.accepted(event);
  }

  private static OneInputStreamOperatorTestHarness<AcceptedEvent, DescribedEvent> open()
      throws Exception {
    var operator =
        new OneInputStreamOperatorTestHarness<>(
            new StreamMap<AcceptedEvent, DescribedEvent>(
                new DescribeDevice(() -> DescribeDeviceTest::parse)));
    operator.open();
    return operator;
  }
}
