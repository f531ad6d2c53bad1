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
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
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
  void aChangedWindowIsGivenOnceInItsIntervalAndNotByACheckpoint() throws Exception {
    try (var operator = aggregate(100)) {
      for (int second = 0; second < 120; second++) {
        operator.processElement(contribution("/", second), 0);
        int given = updates(operator).size();
        operator.prepareSnapshotPreBarrier(second);
        assertThat(updates(operator)).hasSize(given);
        operator.setProcessingTime((second + 1) * 1_000L);
      }

      Map<Integer, Long> times =
          updates(operator).stream()
              .collect(Collectors.groupingBy(WindowUpdate::seconds, Collectors.counting()));
      assertThat(times).isEqualTo(Map.of(60, 24L, 300, 8L, 3600, 2L));
    }
  }

  @Test
  void aWindowThatChangesNoMoreIsGivenOnceAndAsItIs() throws Exception {
    try (var operator = aggregate(100)) {
      operator.processElement(contribution("/", 1), 0);
      operator.processElement(contribution("/", 2), 0);
      passSeconds(operator, 0, 200);

      assertThat(wholes(operator)).containsExactlyInAnyOrder("60 s: 2", "300 s: 2", "3600 s: 2");
    }
  }

  @Test
  void figuresOfMinutesComeEachSecondAndThoseOfTheOthersOnceInFive() throws Exception {
    try (var operator = aggregate(100)) {
      for (int second = 0; second < 10; second++) {
        operator.processElement(contribution("/", second), 0);
        operator.setProcessingTime((second + 1) * 1_000L);
      }

      assertThat(figures(operator).stream().filter(told -> told.startsWith("60 s")))
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, 10).mapToObj(count -> "60 s: " + count).toList());
      assertThat(figures(operator).stream().filter(told -> told.startsWith("300 s"))).hasSize(2);
      assertThat(figures(operator).stream().filter(told -> told.startsWith("3600 s"))).hasSize(2);
    }
  }

  @Test
  void windowsThatChangeAtOnceAreGivenInDifferentSeconds() throws Exception {
    int values = 1_000;
    try (var operator = aggregate(values)) {
      for (int i = 0; i < values; i++) {
        operator.processElement(contribution("/" + i, i), 0);
      }
      Map<Integer, List<Integer>> givenInSeconds = new TreeMap<>();
      for (int second = 1; second <= 60; second++) {
        int before = updates(operator).size();
        operator.setProcessingTime(second * 1_000L);
        Map<Integer, Integer> given = new HashMap<>();
        for (WindowUpdate update : updates(operator).subList(before, updates(operator).size())) {
          given.merge(update.seconds(), 1, Integer::sum);
        }
        given.forEach(
            (length, times) ->
                givenInSeconds.computeIfAbsent(length, any -> new ArrayList<>()).add(times));
      }

      // The first second has the turns of two: that in which it all began, and its own.
      assertThat(givenInSeconds.get(60)).hasSize(4);
      assertThat(givenInSeconds.get(300)).hasSize(14);
      assertThat(givenInSeconds.get(3600)).hasSize(59);
      givenInSeconds.forEach(
          (length, times) -> {
            assertThat(times.stream().mapToInt(Integer::intValue).sum()).isEqualTo(values);
            int even = values / (times.size() + 1);
            assertThat(times.subList(1, times.size()))
                .allSatisfy(given -> assertThat(given).isBetween(even / 4, even * 2));
          });
    }
  }

  @Test
  void whatIsOwedAtACheckpointIsGivenByTheJobThatGoesOnFromIt() throws Exception {
    OperatorSubtaskState snapshot;
    try (var before = aggregate(100)) {
      before.processElement(contribution("/", 1), 0);
      before.prepareSnapshotPreBarrier(1);
      snapshot = before.snapshot(1, 1);
      assertThat(updates(before)).isEmpty();
      assertThat(before.getSideOutput(AggregateWindows.FIGURES)).isNullOrEmpty();
    }
    try (var after = restored(snapshot)) {
      passSeconds(after, 0, 60);

      assertThat(wholes(after)).containsExactlyInAnyOrder("60 s: 1", "300 s: 1", "3600 s: 1");
      assertThat(figures(after)).containsExactlyInAnyOrder("60 s: 1", "300 s: 1", "3600 s: 1");

      after.processElement(contribution("/", 2), 0);
      passSeconds(after, 60, 120);
      assertThat(wholes(after)).contains("60 s: 2", "300 s: 2", "3600 s: 2").hasSize(6);
    }
  }

  @Test
  void whatIsStillOwedAtTheNextCheckpointIsGivenByTheJobThatGoesOnFromThat() throws Exception {
    try (var before = aggregate(100);
        var between = restored(checkpoint(before, contribution("/", 1)));
        var after = restored(checkpoint(between, contribution("/other", 2)))) {
      passSeconds(after, 0, 60);

      assertThat(updates(after)).hasSize(6);
    }
  }

  @Test
  void whatWasGivenSinceACheckpointIsNotOwedAtTheNext() throws Exception {
    try (var before = aggregate(100)) {
      before.processElement(contribution("/", 1), 0);
      before.prepareSnapshotPreBarrier(1);
      passSeconds(before, 0, 60);
      assertThat(updates(before)).hasSize(3);
      before.prepareSnapshotPreBarrier(2);

      try (var after = restored(before.snapshot(2, 2))) {
        passSeconds(after, 60, 200);
        assertThat(updates(after)).isEmpty();
      }
    }
  }

  @Test
  void whatChangesWhileACheckpointIsWrittenIsNotInIt() throws Exception {
    try (var before = aggregate(100)) {
      before.processElement(contribution("/", 1), 0);
      before.prepareSnapshotPreBarrier(1);
      OperatorSnapshotFutures writing =
          before
              .getOperator()
              .snapshotState(
                  1,
                  1,
                  CheckpointOptions.forCheckpointWithDefaultLocation(),
                  new MemCheckpointStreamFactory(1 << 20));
      before.processElement(contribution("/", 2), 0);

      try (var after =
          restored(OperatorSnapshotFinalizer.create(writing).getJobManagerOwnedState())) {
        passSeconds(after, 0, 60);
        assertThat(wholes(after)).containsExactlyInAnyOrder("60 s: 1", "300 s: 1", "3600 s: 1");
      }
      passSeconds(before, 0, 60);
      assertThat(wholes(before)).containsExactlyInAnyOrder("60 s: 2", "300 s: 2", "3600 s: 2");
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
      passSeconds(operator, 0, 60);
      operator.prepareSnapshotPreBarrier(1);
      assertThat(updates(operator)).noneMatch(update -> update.aggregate().late());

      operator.setStateTtlProcessingTime(26 * HOUR);
      operator.setProcessingTime(26 * HOUR);
      operator.processElement(contribution("/", 2), 0);
      operator.setProcessingTime(26 * HOUR + MINUTE);

      List<WindowUpdate> again = updates(operator).subList(3, 6);
      assertThat(again).allMatch(update -> update.aggregate().late());
      assertThat(again).allMatch(update -> update.aggregate().count() == 1);
    }
  }

  /** The state of the operator when it has got one more. */
  private static OperatorSubtaskState checkpoint(
      KeyedOneInputStreamOperatorTestHarness<SeriesHour, Contribution, WindowUpdate> operator,
      Contribution last)
      throws Exception {
    operator.processElement(last, 0);
    operator.prepareSnapshotPreBarrier(1);
    return operator.snapshot(1, 1);
  }

  private static KeyedOneInputStreamOperatorTestHarness<SeriesHour, Contribution, WindowUpdate>
      restored(OperatorSubtaskState state) throws Exception {
    var harness = harness(100);
    harness.initializeState(state);
    harness.open();
    return harness;
  }

  private static void passSeconds(
      KeyedOneInputStreamOperatorTestHarness<SeriesHour, Contribution, WindowUpdate> operator,
      int from,
      int to)
      throws Exception {
    for (int second = from + 1; second <= to; second++) {
      operator.setProcessingTime(second * 1_000L);
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
          operator.prepareSnapshotPreBarrier(i);
          operator.setProcessingTime((i + 1) * 1_000L);
        }
      }
      operator.getOperator().finish();
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
