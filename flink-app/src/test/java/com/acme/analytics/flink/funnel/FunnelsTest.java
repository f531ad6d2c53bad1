package com.acme.analytics.flink.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.core.funnel.FunnelStep;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Operator;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.flink.event.AnalyticsEvent;
import com.acme.analytics.flink.event.AnalyticsEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.junit.jupiter.api.Test;

class FunnelsTest {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  @Property(tries = 60)
  void theOrderOfEventsAndTheMomentsOfFlushingPlayNoPart(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 60) Integer> moments,
      @ForAll @IntRange(min = 1, max = 9) int flushEvery,
      @ForAll long seed)
      throws Exception {
    List<AnalyticsEvent> events = events(moments);
    Map<String, String> inOrder = newest(rows(funnel(0), events, flushEvery));
    Collections.shuffle(events, new Random(seed));

    assertThat(newest(rows(funnel(0), events, flushEvery + 2))).isEqualTo(inOrder);
  }

  @Property(tries = 40)
  void countsNeverGrowFromStepToStep(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 60) Integer> moments) throws Exception {
    List<FunnelRow> rows = rows(funnel(0), events(moments), 3);
    for (int i = 1; i < rows.size(); i++) {
      FunnelRow row = rows.get(i);
      if (row.step() > 1) {
        StepCounts before = rows.get(i - 1).counts();
        assertThat(row.counts().members()).isLessThanOrEqualTo(before.members());
        assertThat(Arrays.stream(before.users()).boxed().toList())
            .containsAll(Arrays.stream(row.counts().users()).boxed().toList());
        assertThat(Arrays.stream(before.bucketCounts()).sum()).isEqualTo(row.counts().members());
      }
    }
  }

  @Property(tries = 30)
  void aRestartInTheMiddleChangesNothing(
      @ForAll @Size(min = 2, max = 30) List<@IntRange(max = 60) Integer> moments) throws Exception {
    List<AnalyticsEvent> events = events(moments);
    int half = events.size() / 2;
    List<FunnelRow> rows = new ArrayList<>();
    FunnelHarness.Checkpoint checkpoint;
    try (FunnelHarness before = FunnelHarness.of(1_000)) {
      before.define(funnel(0));
      before.add(events.subList(0, half), 3);
      checkpoint = before.checkpoint();
      rows.addAll(before.rows());
    }
    try (FunnelHarness after = FunnelHarness.restored(1_000, checkpoint)) {
      after.add(events.subList(half, events.size()), 3);
      rows.addAll(after.rows());
    }

    assertThat(newest(rows)).isEqualTo(newest(rows(funnel(0), events, 3)));
  }

  @Test
  void eachStepCountsOnceItIsTakenWithinTheWindowOfTheFirst() throws Exception {
    List<AnalyticsEvent> events =
        List.of(
            view("u", 1, 10 * SECOND, "/1"),
            view("u", 2, 40 * SECOND, "/2"),
            view("u", 3, 5 * MINUTE + 11 * SECOND, "/3"),
            view("v", 4, 20 * SECOND, "/1"),
            view("v", 5, 5 * MINUTE + 20 * SECOND, "/2"));

    assertThat(newest(rows(funnel(0), events, 1)).values())
        .containsExactly("2 users [16521=1, 16637=1]", "2 users []", "0 users []");
  }

  @Test
  void anEventThatComesLateMovesTheTimesOfItsUser() throws Exception {
    List<AnalyticsEvent> events =
        List.of(
            view("u", 1, 10 * SECOND, "/1"),
            view("u", 2, 50 * SECOND, "/2"),
            view("u", 3, 20 * SECOND, "/2"));

    assertThat(newest(rows(funnel(0), events, 1)).values())
        .containsExactly("1 users [16466=1]", "1 users []", "0 users []");
  }

  @Test
  void aUserWhoseChainBeginsElsewhereLeavesTheOldValueOfTheBreakdown() throws Exception {
    Funnel bySource = funnel(0, Optional.of("utm_source"));
    List<AnalyticsEvent> events =
        List.of(view("u", 2, 10 * SECOND, "/1"), view("u", 1, 5 * SECOND, "/1"));

    List<FunnelRow> rows = rows(bySource, events, 1);

    assertThat(newest(rows).keySet()).allMatch(key -> key.contains("source1"));
    assertThat(rows).anyMatch(row -> row.value().equals("source2") && row.deleted());
  }

  @Test
  void whatIsBeforeItsActivationIsNotCounted() throws Exception {
    List<AnalyticsEvent> events =
        List.of(view("u", 1, MINUTE - 1, "/1"), view("u", 2, MINUTE, "/2"));

    assertThat(rows(funnel(1), events, 1)).isEmpty();
    assertThat(rows(funnel(0), events, 1)).isNotEmpty();
  }

  @Test
  void eventsOfNobodyAndOfOtherCustomersPlayNoPart() throws Exception {
    List<AnalyticsEvent> events =
        List.of(view("", 1, 0, "/1"), AnalyticsEvents.view("other", "u", 2, 0, "/1"));

    assertThat(rows(funnel(0), events, 1)).isEmpty();
  }

  @Test
  void aDeletedFunnelLeavesNoStateOfUsers() throws Exception {
    try (FunnelHarness harness = FunnelHarness.of(1_000)) {
      harness.define(funnel(0));
      harness.add(List.of(view("u", 1, 0, "/1")), 1);
      int given = harness.rows().size();

      harness.delete(funnel(0));
      harness.add(List.of(view("u", 2, 1, "/1")), 1);
      harness.define(funnel(0));
      harness.add(List.of(view("u", 3, 2, "/2")), 1);

      assertThat(harness.rows()).hasSize(given);
    }
  }

  @Test
  void eventsBeyondTheMostOfAUserPlayNoPart() throws Exception {
    try (FunnelHarness harness = FunnelHarness.of(1)) {
      harness.define(funnel(0));
      harness.add(List.of(view("u", 1, 0, "/1"), view("u", 2, 1, "/2")), 1);

      assertThat(newest(harness.rows()).values())
          .containsExactly("1 users []", "0 users []", "0 users []");
    }
  }

  @Test
  void noStateNeedsKryo() {
    SerializerConfigImpl noGenericTypes =
        new SerializerConfigImpl(new Configuration().set(PipelineOptions.GENERIC_TYPES, false));

    for (Class<?> kept : List.of(UserFunnel.class, CohortCounts.class, Cohort.class)) {
      assertThatCode(() -> TypeInformation.of(kept).createSerializer(noGenericTypes))
          .doesNotThrowAnyException();
    }
  }

  private static List<FunnelRow> rows(Funnel funnel, List<AnalyticsEvent> events, int flushEvery)
      throws Exception {
    try (FunnelHarness harness = FunnelHarness.of(1_000)) {
      harness.define(funnel);
      harness.add(events, flushEvery);
      return harness.rows();
    }
  }

  /** What a store that keeps the newest of each row holds in the end. */
  private static Map<String, String> newest(List<FunnelRow> rows) {
    Map<String, FunnelRow> newest = new TreeMap<>();
    for (FunnelRow row : rows) {
      newest.merge(
          "%d %s %d".formatted(row.minute(), row.value(), row.step()),
          row,
          (a, b) -> a.version() > b.version() ? a : b);
    }
    Map<String, String> described = new TreeMap<>();
    newest.forEach(
        (key, row) -> {
          StepCounts counts = row.counts();
          List<String> times = new ArrayList<>();
          for (int i = 0; i < counts.buckets().length; i++) {
            times.add(counts.buckets()[i] + "=" + counts.bucketCounts()[i]);
          }
          if (!row.deleted()) {
            assertThat(counts.users()).hasSize((int) counts.members());
            described.put(key, counts.members() + " users " + times);
          }
        });
    return described;
  }

  /** Of two users, each an event each ten seconds of one of three pages; each page is a step. */
  private static List<AnalyticsEvent> events(List<Integer> moments) {
    List<AnalyticsEvent> events = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      events.add(
          view("u" + i % 2, i, moments.get(i) * 10 * SECOND, "/" + (1 + (i * 7 + i / 3) % 3)));
    }
    return events;
  }

  private static AnalyticsEvent view(String user, long id, long millis, String path) {
    return AnalyticsEvents.view("a", user, id, millis, path);
  }

  private static Funnel funnel(int activeFromMinute) {
    return funnel(activeFromMinute, Optional.empty());
  }

  private static Funnel funnel(int activeFromMinute, Optional<String> breakdown) {
    return new Funnel(
        new UUID(0, 1),
        new CustomerId("a"),
        "pages",
        List.of(page("/1"), page("/2"), page("/3")),
        Duration.ofMinutes(5),
        breakdown,
        Instant.ofEpochSecond(activeFromMinute * 60L));
  }

  private static FunnelStep page(String path) {
    return new FunnelStep(
        "page_view", List.of(new Filter(FixedDimension.PATH, Operator.EQ, List.of(path))));
  }
}
