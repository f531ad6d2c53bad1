package com.acme.analytics.flink.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.flink.batch.Cadence;
import com.acme.analytics.flink.dirty.DirtyRange;
import com.acme.analytics.flink.event.AnalyticsEvent;
import com.acme.analytics.flink.event.AnalyticsEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class TrackSessionsTest {
  private static final Duration GAP = Duration.ofMinutes(30);
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  @Property(tries = 100)
  void whateverTheOrderAndTheMomentsOfFlushingSessionsAreTheSame(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 400) Integer> minutes,
      @ForAll @IntRange(min = 1, max = 9) int flushEvery,
      @ForAll long seed)
      throws Exception {
    List<AnalyticsEvent> events = new ArrayList<>();
    for (int i = 0; i < minutes.size(); i++) {
      events.add(view("u" + i % 2, i, minutes.get(i)));
    }
    Collections.shuffle(events, new Random(seed));

    assertThat(sessions(events, flushEvery)).isEqualTo(expected(events));
  }

  @Test
  void aPauseOfExactlyTheGapPartsAndOneShorterDoesNot() throws Exception {
    AnalyticsEvent first = view("u", 1, 0);
    AnalyticsEvent justBefore = AnalyticsEvents.view("a", "u", 2, 30 * MINUTE - 1, "/2");
    AnalyticsEvent exactly = AnalyticsEvents.view("a", "v", 3, 30 * MINUTE, "/3");

    assertThat(sessions(List.of(first, justBefore), 1)).hasSize(1);
    assertThat(sessions(List.of(view("v", 1, 0), exactly), 1)).hasSize(2);
  }

  @Test
  void aLateEventThatJoinsTwoSessionsLeavesOne() throws Exception {
    List<AnalyticsEvent> events = List.of(view("u", 1, 0), view("u", 2, 50), view("u", 3, 25));

    assertThat(sessions(events, 1)).containsOnlyKeys("u 0");
    assertThat(sessions(events, 1).get("u 0")).startsWith("0.." + 50 * MINUTE + " 3 /1>/2");
  }

  @Test
  void anEventOfNobodyBelongsToNoSession() throws Exception {
    assertThat(sessions(List.of(AnalyticsEvents.view("a", "", 1, 0, "/")), 1)).isEmpty();
  }

  @Test
  void aStartThatIsNoneAnyMoreIsToldOfEvenIfItWasNeverGiven() throws Exception {
    try (var operator = open()) {
      operator.processElement(view("u", 1, 20), 0);
      operator.processElement(view("u", 2, 10), 0);
      operator.setProcessingTime(1_000);

      assertThat(operator.extractOutputValues())
          .extracting(
              update -> update.startMillis() / MINUTE + (update.session() == null ? "-" : "+"))
          .containsExactly("10+", "20-");
    }
  }

  @Test
  void sessionsAreRememberedAcrossARestore() throws Exception {
    var before = open();
    before.processElement(view("u", 1, 0), 0);
    before.prepareSnapshotPreBarrier(1);
    var snapshot = before.snapshot(1, 1);
    assertThat(before.extractOutputValues()).hasSize(1);
    before.close();

    try (var after = harness()) {
      after.initializeState(snapshot);
      after.open();
      after.processElement(view("u", 2, 10), 0);
      after.setProcessingTime(1_000);

      assertThat(after.extractOutputValues())
          .singleElement()
          .satisfies(update -> assertThat(update.session().events()).isEqualTo(2));
    }
  }

  @Test
  void aSessionIsForgottenOnceItHasNotChangedForTheRetention() throws Exception {
    try (var operator = open()) {
      operator.setStateTtlProcessingTime(0);
      operator.processElement(view("u", 1, 0), 0);
      operator.setProcessingTime(1_000);
      operator.setStateTtlProcessingTime(26 * HOUR);
      operator.setProcessingTime(26 * HOUR);
      operator.processElement(view("u", 2, 10), 0);
      operator.setProcessingTime(26 * HOUR + 2_000);

      Session again = operator.extractOutputValues().get(1).session();
      assertThat(again.events()).isEqualTo(1);
      assertThat(again.late()).isTrue();
    }
  }

  @Test
  void aSessionThatALateEventHasJoinedIsLateWhateverElseItKnows() throws Exception {
    try (var operator = open()) {
      operator.setProcessingTime(26 * HOUR);
      operator.processElement(view("u", 1, 26 * 60), 0);
      // Longer ago than the retention, and an event that joins it to what is known.
      for (int n = 0; n <= 75; n++) {
        operator.processElement(view("u", 2 + n, 26 * 60 - 20L * n), 0);
      }
      operator.setProcessingTime(26 * HOUR + 2_000);

      SessionUpdate whole = operator.extractOutputValues().get(0);
      assertThat(whole.session().late()).isTrue();
      assertThat(DirtyRange.of(whole))
          .isEqualTo(
              new DirtyRange("a", "sessions", Math.floorDiv(whole.startMillis(), HOUR) * HOUR));
    }
  }

  private static AnalyticsEvent view(String user, long id, long minute) {
    return AnalyticsEvents.view("a", user, id, minute * MINUTE, "/" + id);
  }

  /** What a store that keeps the newest of each user and start holds in the end. */
  private static Map<String, String> sessions(List<AnalyticsEvent> events, int flushEvery)
      throws Exception {
    Map<String, String> stored = new TreeMap<>();
    try (var operator = open()) {
      for (int i = 0; i < events.size(); i++) {
        operator.processElement(events.get(i), 0);
        if (i % flushEvery == 0) {
          operator.setProcessingTime((i + 1) * 1_000L);
        }
      }
      operator.setProcessingTime((events.size() + 2) * 1_000L);
      for (SessionUpdate update : operator.extractOutputValues()) {
        String key = update.user() + " " + update.startMillis();
        if (update.session() == null) {
          stored.remove(key);
        } else {
          stored.put(key, described(update.session()));
        }
      }
    }
    return stored;
  }

  private static String described(Session session) {
    return "%d..%d %d %s>%s %s"
        .formatted(
            session.startMillis(),
            session.last().millis(),
            session.events(),
            session.entry().path(),
            session.exit().path(),
            session.origin().utmSource());
  }

  /** The same by sorting each user's events and parting them at each pause. */
  private static Map<String, String> expected(List<AnalyticsEvent> events) {
    Map<String, String> expected = new TreeMap<>();
    for (String user : List.of("u0", "u1")) {
      List<AnalyticsEvent> own =
          events.stream()
              .filter(event -> event.user().equals(user))
              .sorted(
                  Comparator.comparingLong(AnalyticsEvent::timestampMillis)
                      .thenComparingLong(AnalyticsEvent::eventIdLow))
              .toList();
      int from = 0;
      for (int to = 1; to <= own.size(); to++) {
        if (to == own.size()
            || own.get(to).timestampMillis() - own.get(to - 1).timestampMillis()
                >= GAP.toMillis()) {
          AnalyticsEvent first = own.get(from);
          AnalyticsEvent last = own.get(to - 1);
          expected.put(
              user + " " + first.timestampMillis(),
              "%d..%d %d %s>%s %s"
                  .formatted(
                      first.timestampMillis(),
                      last.timestampMillis(),
                      to - from,
                      first.path(),
                      last.path(),
                      first.utmSource()));
          from = to;
        }
      }
    }
    return expected;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, AnalyticsEvent, SessionUpdate>
      open() throws Exception {
    var harness = harness();
    harness.open();
    return harness;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, AnalyticsEvent, SessionUpdate>
      harness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new TrackSessions(Cadence.every(Duration.ofSeconds(1)), GAP, Duration.ofHours(25)),
        AnalyticsEvent::userKey,
        Types.STRING);
  }
}
