package com.acme.analytics.flink.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.Events;
import com.acme.analytics.flink.accepted.AcceptedEvent;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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

      DescribedEvent described = operator.extractOutputValues().get(0);
      assertThat(described.accepted()).usingRecursiveComparison().isEqualTo(event);
      assertThat(described.device()).isEqualTo(new Device("mobile", "Android", "phone", ""));
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
  void aParserThatMayNotBeNeededIsMadeForTheFirstUserAgent() {
    AtomicInteger made = new AtomicInteger();
    UserAgentParser parser =
        new ParserWhenNeeded(
            () -> {
              made.incrementAndGet();
              return userAgent -> Device.OTHER;
            });
    assertThat(made).hasValue(0);

    assertThat(parser.parse("a")).isEqualTo(Device.OTHER);
    assertThat(parser.parse("b")).isEqualTo(Device.OTHER);
    assertThat(made).hasValue(1);
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
    String padding = "x".repeat(1 << 20);
    List<AcceptedEvent> events =
        IntStream.range(0, 40).mapToObj(n -> accepted(n + padding)).toList();
    try (var operator = open()) {
      for (AcceptedEvent event : events) {
        operator.processElement(event, 0);
      }
      for (AcceptedEvent event : events) {
        operator.processElement(event, 0);
      }

      // 32 MB can't have remembered 40 of 1 MB.
      assertThat(PARSED).hasValueGreaterThan(40);
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
