package com.acme.analytics.flink.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.flink.batch.Cadence;
import com.acme.analytics.flink.event.AnalyticsEvent;
import com.acme.analytics.flink.event.AnalyticsEvents;
import com.acme.analytics.flink.window.AggregateWindows;
import com.acme.analytics.flink.window.Contribution;
import com.acme.analytics.flink.window.PreAggregate;
import com.acme.analytics.flink.window.SeriesHour;
import com.acme.analytics.flink.window.WindowFigures;
import com.acme.analytics.flink.window.WindowUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class LiveChangesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final Pattern CHANGE =
      Pattern.compile(
          "\"dimension\":\"([^\"]*)\",\"value\":\"([^\"]*)\",\"start\":(\\d+),\"count\":(\\d+)");

  @Property(tries = 50)
  void whateverArrivesTheLastMessageWithAMinuteHoldsWhatTheMinuteHas(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 3) Integer> minutes,
      @ForAll @IntRange(min = 1, max = 9) int flushEvery,
      @ForAll long seed)
      throws Exception {
    List<AnalyticsEvent> events = new ArrayList<>();
    for (int i = 0; i < minutes.size(); i++) {
      events.add(
          AnalyticsEvents.view(
              "c" + i % 2, "u" + i % 5, i, minutes.get(i) * MINUTE + i, "/" + i % 3));
    }
    Collections.shuffle(events, new Random(seed));

    assertThat(newest(messages(events, flushEvery))).containsAllEntriesOf(counts(events));
  }

  @Property(tries = 50)
  void whateverItsOrderAndRepeatsAMomentIsOneMessageOfTheNewestOfEachWindow(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 9) Integer> counts)
      throws Exception {
    try (var gather = gather()) {
      for (int count : counts) {
        gather.processElement(window("path", "/" + count % 2, 0, count), 0);
      }
      gather.setProcessingTime(1_000);

      Map<String, Long> highest = new HashMap<>();
      counts.forEach(
          count -> highest.merge("a path /" + count % 2 + " 0", (long) count, Math::max));
      assertThat(gather.extractOutputValues()).hasSize(1);
      assertThat(newest(gather.extractOutputValues())).isEqualTo(highest);
    }
  }

  @Test
  void whatHasNotChangedIsNotTold() throws Exception {
    try (var gather = gather()) {
      gather.processElement(window("total", "", 0, 1), 0);
      gather.setProcessingTime(1_000);
      gather.setProcessingTime(5_000);

      assertThat(gather.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void nothingGatheredIsLeftBehindACheckpoint() throws Exception {
    try (var gather = gather()) {
      gather.processElement(window("total", "", 0, 1), 0);
      gather.prepareSnapshotPreBarrier(1);

      assertThat(gather.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void onlyMinutesThatAreLivePass() throws Exception {
    try (var recent =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new RecentMinutes(Duration.ofMinutes(5))))) {
      recent.open();
      recent.setProcessingTime(10 * MINUTE);
      recent.processElement(window("total", "", 5 * MINUTE - 1, 1), 0);
      recent.processElement(window("total", "", 5 * MINUTE, 2), 0);
      recent.processElement(
          new WindowFigures("a", "total", "", 300, 10 * MINUTE, 3, 1, Map.of()), 0);

      assertThat(recent.extractOutputValues()).extracting(WindowFigures::count).containsExactly(2L);
    }
  }

  @Test
  void betweenOperatorsNothingNeedsKryo() {
    assertThat(TypeInformation.of(LiveRecord.class)).isInstanceOf(PojoTypeInfo.class);
  }

  /** The count in the newest message that has the window. */
  private static Map<String, Long> newest(List<LiveRecord> messages) {
    Map<String, Long> newest = new HashMap<>();
    for (LiveRecord message : messages) {
      Matcher change = CHANGE.matcher(new String(message.json(), StandardCharsets.UTF_8));
      while (change.find()) {
        newest.put(
            "%s %s %s %s"
                .formatted(message.customer(), change.group(1), change.group(2), change.group(3)),
            Long.valueOf(change.group(4)));
      }
    }
    return newest;
  }

  /** Of totals and paths, by a plain grouping of the events. */
  private static Map<String, Long> counts(List<AnalyticsEvent> events) {
    Map<String, Long> counts = new HashMap<>();
    for (AnalyticsEvent event : events) {
      long minute = event.timestampMillis() / MINUTE * MINUTE;
      counts.merge(event.customer() + " total  " + minute, 1L, Long::sum);
      counts.merge(event.customer() + " path " + event.path() + " " + minute, 1L, Long::sum);
    }
    return counts;
  }

  /** From events to messages, through all operators between them. */
  private static List<LiveRecord> messages(List<AnalyticsEvent> events, int flushEvery)
      throws Exception {
    try (var pre =
            new OneInputStreamOperatorTestHarness<>(new PreAggregate(Cadence.every(SECOND)));
        var windows = windows();
        var gather = gather()) {
      pre.open();
      int contributions = 0;
      for (int i = 0; i < events.size(); i++) {
        pre.processElement(events.get(i), 0);
        if (i % flushEvery == 0 || i == events.size() - 1) {
          pre.prepareSnapshotPreBarrier(i);
          List<Contribution> added = pre.extractOutputValues();
          for (; contributions < added.size(); contributions++) {
            windows.processElement(added.get(contributions), 0);
          }
          windows.setProcessingTime((i + 1) * 1_000L);
          var figures = windows.getSideOutput(AggregateWindows.FIGURES);
          for (var told = figures.poll(); told != null; told = figures.poll()) {
            if (told.getValue().seconds() == 60) {
              gather.processElement(told.getValue(), 0);
            }
          }
          gather.setProcessingTime((i + 1) * 500L);
        }
      }
      gather.prepareSnapshotPreBarrier(events.size());
      return gather.extractOutputValues();
    }
  }

  private static WindowFigures window(String dimension, String value, long start, long count) {
    return new WindowFigures("a", dimension, value, 60, start, count, 1, Map.of());
  }

  private static KeyedOneInputStreamOperatorTestHarness<SeriesHour, Contribution, WindowUpdate>
      windows() throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new AggregateWindows(
                Cadence.every(SECOND), Duration.ofSeconds(5), Duration.ofHours(25), 1_000),
            Contribution::seriesHour,
            TypeInformation.of(SeriesHour.class));
    // Copies what leaves the operator, as a shuffle does.
    harness.setup(
        TypeInformation.of(WindowUpdate.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    harness.open();
    return harness;
  }

  private static OneInputStreamOperatorTestHarness<WindowFigures, LiveRecord> gather()
      throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<>(new GatherLive(Cadence.every(SECOND)));
    harness.open();
    return harness;
  }
}
