package com.acme.analytics.flink.deduplication;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.flink.Events;
import com.acme.analytics.flink.accepted.AcceptedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DeduplicateTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  @Test
  void aRepeatedIdIsDroppedAndCounted() throws Exception {
    try (var operator = open()) {
      AcceptedEvent event = accepted("a", "u", 1);
      operator.processElement(event, 0);
      operator.processElement(event, 0);
      operator.processElement(accepted("a", "u", 2), 0);

      assertThat(ids(operator)).containsExactly(1L, 2L);
    }
  }

  @Test
  void theSameIdOfAnotherUserOrCustomerIsAnotherEvent() throws Exception {
    try (var operator = open()) {
      operator.processElement(accepted("a", "u", 1), 0);
      operator.processElement(accepted("a", "v", 1), 0);
      operator.processElement(accepted("b", "u", 1), 0);

      assertThat(operator.extractOutputValues())
          .extracting(AcceptedEvent::userKey)
          .containsExactly("a/u", "a/v", "b/u");
    }
  }

  @Test
  void anIdIsForgottenOnceItWasNotMetForTheHorizon() throws Exception {
    try (var operator = open()) {
      operator.setStateTtlProcessingTime(0);
      operator.processElement(accepted("a", "u", 1), 0);
      operator.setStateTtlProcessingTime(23 * HOUR);
      operator.processElement(accepted("a", "u", 1), 0);
      operator.setStateTtlProcessingTime(46 * HOUR);
      operator.processElement(accepted("a", "u", 1), 0);
      assertThat(ids(operator)).containsExactly(1L);

      operator.setStateTtlProcessingTime(71 * HOUR);
      operator.processElement(accepted("a", "u", 1), 0);
      assertThat(ids(operator)).containsExactly(1L, 1L);
    }
  }

  @Test
  void idsAreRememberedAcrossARestore() throws Exception {
    var before = open();
    before.processElement(accepted("a", "u", 1), 0);
    var snapshot = before.snapshot(1, 1);
    before.close();

    try (var after = harness()) {
      after.initializeState(snapshot);
      after.open();
      after.processElement(accepted("a", "u", 1), 0);
      after.processElement(accepted("a", "u", 2), 0);

      assertThat(ids(after)).containsExactly(2L);
    }
  }

  @Property(tries = 50)
  void whateverTheOrderEachIdOfEachUserPassesExactlyOnce(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 11) Integer> arrivals,
      @ForAll Random random)
      throws Exception {
    List<AcceptedEvent> events = new ArrayList<>();
    for (int arrival : arrivals) {
      events.add(accepted("a", "user" + arrival % 3, arrival / 3));
    }
    Collections.shuffle(events, random);
    Set<String> expected = new HashSet<>();
    events.forEach(event -> expected.add(event.userKey() + " " + event.eventIdLow()));

    try (var operator = open()) {
      for (AcceptedEvent event : events) {
        operator.processElement(event, 0);
      }

      assertThat(operator.extractOutputValues())
          .extracting(event -> event.userKey() + " " + event.eventIdLow())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static AcceptedEvent accepted(String customer, String user, long id) {
    return Events.accepted(Events.event(customer, user, new UUID(0, id)));
  }

  private static List<Long> ids(
      KeyedOneInputStreamOperatorTestHarness<String, AcceptedEvent, AcceptedEvent> operator) {
    return operator.extractOutputValues().stream().map(AcceptedEvent::eventIdLow).toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, AcceptedEvent, AcceptedEvent> open()
      throws Exception {
    var operator = harness();
    operator.open();
    return operator;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, AcceptedEvent, AcceptedEvent>
      harness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Deduplicate(Duration.ofHours(24))),
        AcceptedEvent::userKey,
        Types.STRING);
  }
}
