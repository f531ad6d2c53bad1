package com.acme.analytics.flink.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.flink.batch.Cadence;
import com.acme.analytics.flink.event.AnalyticsEvent;
import com.acme.analytics.flink.event.AnalyticsEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class WindowsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  @Property(tries = 60)
  void whateverTheOrderAndTheMomentsOfFlushingWindowsAreTheSumOfTheirEvents(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 150) Integer> minutes,
      @ForAll @IntRange(min = 1, max = 9) int flushEvery,
      @ForAll long seed)
      throws Exception {
    List<AnalyticsEvent> events = new ArrayList<>();
    for (int i = 0; i < minutes.size(); i++) {
      events.add(
          AnalyticsEvents.event(
              "a",
              "u" + i % 5,
              i,
              minutes.get(i) * MINUTE + i,
              "/" + i % 3,
              Map.of("bytes", (double) i)));
    }
    Map<String, Aggregate> windows = windows(events, flushEvery);
    Collections.shuffle(events, new Random(seed));
    Map<String, Aggregate> shuffled = windows(events, flushEvery + 3);

    assertThat(described(shuffled)).isEqualTo(described(windows));
    assertThat(described(windows)).isEqualTo(sums(events));
  }

  @Property(tries = 30)
  void longerWindowsAreTheSumOfTheMinutesInThem(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 119) Integer> minutes)
      throws Exception {
    List<AnalyticsEvent> events = new ArrayList<>();
    for (int i = 0; i < minutes.size(); i++) {
      events.add(AnalyticsEvents.view("a", "u" + i, i, minutes.get(i) * MINUTE, "/"));
    }
    Map<String, Aggregate> windows = windows(events, 7);

    for (WindowLength length : WindowLength.values()) {
      long total =
          windows.entrySet().stream()
              .filter(window -> window.getKey().startsWith("total  " + length.seconds() + " "))
              .mapToLong(window -> window.getValue().count())
              .sum();
      assertThat(total).isEqualTo(events.size());
    }
    Aggregate hour = windows.get("total  3600 0");
    Aggregate merged = new Aggregate();
    LongStream.range(0, 60)
        .mapToObj(minute -> windows.get("total  60 " + minute * MINUTE))
        .filter(window -> window != null)
        .forEach(merged::merge);
    assertThat(merged.count()).isEqualTo(hour == null ? 0 : hour.count());
    assertThat(merged.users().hashes())
        .isEqualTo(hour == null ? new long[0] : hour.users().hashes());
  }

  @Test
  void whatTellsWindowsApartIsKeptWithoutKryo() {
    assertThat(TypeInformation.of(WindowSlot.class)).isInstanceOf(PojoTypeInfo.class);
  }

  @Test
  void oneMomentOfOneValueIsOneContributionHoweverManyEventsItHas() throws Exception {
    try (var pre = preAggregate()) {
      for (int i = 0; i < 1_000; i++) {
        pre.processElement(AnalyticsEvents.view("a", "u", i, i, "/"), 0);
      }
      pre.setProcessingTime(1_000);

      List<Contribution> sent =
          pre.extractOutputValues().stream()
              .filter(contribution -> contribution.dimension().equals("path"))
              .toList();
      assertThat(sent).hasSize(1);
      assertThat(sent.get(0).aggregate().count()).isEqualTo(1_000);
    }
  }

  @Test
  void nothingGatheredIsLeftBehindACheckpoint() throws Exception {
    OperatorSubtaskState snapshot;
    try (var before = aggregate(100)) {
      before.processElement(contribution("/", 1), 0);
      before.prepareSnapshotPreBarrier(1);
      snapshot = before.snapshot(1, 1);
      assertThat(updates(before)).hasSize(3);
    }
    try (var after = harness(100)) {
      after.initializeState(snapshot);
      after.open();
      after.processElement(contribution("/", 2), 0);
      after.prepareSnapshotPreBarrier(2);

      assertThat(updates(after))
          .extracting(update -> update.aggregate().count())
          .containsExactly(2L, 2L, 2L);
    }
  }

  @Test
  void figuresOfMinutesComeEachSecondAndMinutesAndTheOthersFiguresEachFive() throws Exception {
    try (var operator = aggregate(100)) {
      operator.processElement(contribution("/", 1), 0);
      operator.setProcessingTime(1_000);
      operator.processElement(contribution("/", 2), 0);
      operator.setProcessingTime(2_000);
      operator.setProcessingTime(4_000);

      assertThat(figures(operator)).containsExactly("60 s: 1", "60 s: 2");
      assertThat(updates(operator)).isEmpty();

      operator.setProcessingTime(5_000);
      operator.setProcessingTime(10_000);

      assertThat(figures(operator)).containsExactly("60 s: 1", "60 s: 2", "300 s: 2", "3600 s: 2");
      assertThat(wholes(operator)).containsExactly("60 s: 2");
    }
  }

  @Test
  void allChangedWindowsComeBeforeACheckpointAndOnceOnly() throws Exception {
    try (var operator = aggregate(100)) {
      operator.processElement(contribution("/", 1), 0);
      operator.setProcessingTime(5_000);
      operator.prepareSnapshotPreBarrier(1);
      operator.prepareSnapshotPreBarrier(2);

      assertThat(wholes(operator)).containsExactlyInAnyOrder("60 s: 1", "300 s: 1", "3600 s: 1");
      assertThat(figures(operator)).hasSize(3);
    }
  }

  @Test
  void longerWindowsComeWithoutACheckpointToo() throws Exception {
    try (var operator = aggregate(100)) {
      operator.processElement(contribution("/", 1), 0);
      for (int second = 1; second <= 35; second++) {
        operator.setProcessingTime(second * 1_000L);
      }

      assertThat(wholes(operator)).containsExactlyInAnyOrder("60 s: 1", "300 s: 1", "3600 s: 1");
    }
  }

  @Test
  void valuesBeyondTheCapCountAsOther() throws Exception {
    try (var operator = aggregate(2)) {
      for (int i = 0; i < 5; i++) {
        operator.processElement(contribution("/" + i, i), 0);
        operator.setProcessingTime((i + 1) * 1_000L);
      }
      operator.processElement(contribution("/0", 9), 0);
      operator.setProcessingTime(10_000);

      Map<String, Long> minutes =
          updates(operator).stream()
              .filter(update -> update.seconds() == 60)
              .collect(
                  Collectors.toMap(
                      WindowUpdate::value, update -> update.aggregate().count(), Math::max));
      assertThat(minutes).isEqualTo(Map.of("/0", 2L, "/1", 1L, AggregateWindows.OTHER, 3L));
    }
  }

  @Test
  void aWindowIsForgottenWhenItHasNotChangedForTheRetentionAndIsThenMarkedAsLate()
      throws Exception {
    try (var operator = aggregate(100)) {
      operator.setStateTtlProcessingTime(0);
      operator.processElement(contribution("/", 1), 0);
      operator.prepareSnapshotPreBarrier(1);
      assertThat(updates(operator)).noneMatch(update -> update.aggregate().late());

      operator.setStateTtlProcessingTime(26 * HOUR);
      operator.setProcessingTime(26 * HOUR);
      operator.processElement(contribution("/", 2), 0);
      operator.prepareSnapshotPreBarrier(2);

      List<WindowUpdate> again = updates(operator).subList(3, 6);
      assertThat(again).allMatch(update -> update.aggregate().late());
      assertThat(again).allMatch(update -> update.aggregate().count() == 1);
    }
  }

  private static List<String> figures(
      KeyedOneInputStreamOperatorTestHarness<SeriesHour, Contribution, WindowUpdate> operator) {
    return operator.getSideOutput(AggregateWindows.FIGURES).stream()
        .map(told -> told.getValue().seconds() + " s: " + told.getValue().count())
        .toList();
  }

  private static List<String> wholes(
      KeyedOneInputStreamOperatorTestHarness<SeriesHour, Contribution, WindowUpdate> operator) {
    return updates(operator).stream()
        .map(update -> update.seconds() + " s: " + update.aggregate().count())
        .toList();
  }

  /** The newest of each window, as the store keeps it. */
  private static Map<String, Aggregate> windows(List<AnalyticsEvent> events, int flushEvery)
      throws Exception {
    Map<String, Aggregate> newest = new HashMap<>();
    try (var pre = preAggregate();
        var operator = aggregate(1_000)) {
      int sent = 0;
      for (int i = 0; i < events.size(); i++) {
        pre.processElement(events.get(i), 0);
        if (i % flushEvery == 0 || i == events.size() - 1) {
          pre.prepareSnapshotPreBarrier(i);
          List<Contribution> contributions = pre.extractOutputValues();
          for (; sent < contributions.size(); sent++) {
            operator.processElement(contributions.get(sent), 0);
          }
          operator.setProcessingTime((i + 1) * 1_000L);
        }
      }
      operator.prepareSnapshotPreBarrier(events.size());
      for (WindowUpdate update : updates(operator)) {
        newest.put(
            "%s %s %d %d"
                .formatted(update.dimension(), update.value(), update.seconds(), update.start()),
            update.aggregate());
      }
    }
    return newest;
  }

  private static Map<String, String> described(Map<String, Aggregate> windows) {
    Map<String, String> described = new TreeMap<>();
    windows.forEach(
        (window, aggregate) -> {
          if (window.startsWith("total ") || window.startsWith("path ")) {
            MeasureAggregate bytes = aggregate.measures().get("bytes");
            described.put(
                window,
                "%d %d %s %s %s"
                    .formatted(
                        aggregate.count(),
                        aggregate.users().hashes().length,
                        bytes.sum(),
                        bytes.min(),
                        bytes.max()));
          }
        });
    return described;
  }

  /** The same by a plain grouping of the events. */
  private static Map<String, String> sums(List<AnalyticsEvent> events) {
    Map<String, List<AnalyticsEvent>> groups = new HashMap<>();
    for (AnalyticsEvent event : events) {
      for (WindowLength length : WindowLength.values()) {
        String window = length.seconds() + " " + length.startOf(event.timestampMillis());
        groups.computeIfAbsent("total  " + window, any -> new ArrayList<>()).add(event);
        groups
            .computeIfAbsent("path " + event.path() + " " + window, any -> new ArrayList<>())
            .add(event);
      }
    }
    Map<String, String> described = new TreeMap<>();
    groups.forEach(
        (window, group) -> {
          var bytes =
              group.stream()
                  .mapToDouble(event -> event.measures().get("bytes"))
                  .summaryStatistics();
          long users = group.stream().map(AnalyticsEvent::user).distinct().count();
          described.put(
              window,
              "%d %d %s %s %s"
                  .formatted(group.size(), users, bytes.getSum(), bytes.getMin(), bytes.getMax()));
        });
    return described;
  }

  private static Contribution contribution(String path, long id) {
    Aggregate aggregate = new Aggregate();
    aggregate.add(AnalyticsEvents.view("a", "u", id, 0, path));
    return new Contribution("a", "path", path, 0, aggregate);
  }

  private static List<WindowUpdate> updates(
      KeyedOneInputStreamOperatorTestHarness<SeriesHour, Contribution, WindowUpdate> operator) {
    return operator.extractOutputValues();
  }

  private static OneInputStreamOperatorTestHarness<AnalyticsEvent, Contribution> preAggregate()
      throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<>(new PreAggregate(Cadence.every(SECOND)));
    harness.setup(
        TypeInformation.of(Contribution.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    harness.open();
    return harness;
  }

  private static KeyedOneInputStreamOperatorTestHarness<SeriesHour, Contribution, WindowUpdate>
      aggregate(int mostValues) throws Exception {
    var harness = harness(mostValues);
    harness.open();
    return harness;
  }

  private static KeyedOneInputStreamOperatorTestHarness<SeriesHour, Contribution, WindowUpdate>
      harness(int mostValues) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new AggregateWindows(
                Cadence.every(SECOND), Duration.ofSeconds(5), Duration.ofHours(25), mostValues),
            Contribution::seriesHour,
            TypeInformation.of(SeriesHour.class));
    // Copies what leaves the operator, as a shuffle does.
    harness.setup(
        TypeInformation.of(WindowUpdate.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    return harness;
  }
}
