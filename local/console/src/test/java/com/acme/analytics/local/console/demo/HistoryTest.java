package com.acme.analytics.local.console.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

final class HistoryTest {
  private static final int VISITORS = 60;
  private static final Duration LENGTH = Duration.ofDays(2);

  @Property(tries = 25)
  void theTruthIsWhatAPlainCountOverTheEventsSays(
      @ForAll long seed, @ForAll @LongRange(min = 0, max = 4_000_000_000L) long ending) {
    Sent sent = Sent.of(seed, Instant.ofEpochSecond(ending));
    Truth truth = sent.truth;
    Collection<DemoEvent> events = sent.distinct();

    assertThat(truth.events()).isEqualTo(events.size());
    assertThat(truth.perEvent()).isEqualTo(count(events, event -> event.step().name()));
    assertThat(truth.perPath()).isEqualTo(count(events, event -> event.step().page().path()));
    assertThat(sum(truth.perMinute())).isEqualTo(events.size());
    assertThat(truth.byUser().people()).isEqualTo(groups(events, DemoEvent::user).size());
    assertThat(truth.byUser().sessions()).isEqualTo(sessions(events, DemoEvent::user));
    assertThat(truth.byVisitor().sessions())
        .isEqualTo(sessions(events, event -> event.visitor().key()));
  }

  @Property(tries = 10)
  void awkwardUsersHaveTheSessionsTheyAreMadeFor(@ForAll long seed) {
    Sent sent = Sent.of(seed, Instant.parse("2026-03-10T12:00:00Z"));
    Map<String, List<DemoEvent>> byUser = groups(sent.distinct(), DemoEvent::user);

    assertThat(sent.cases)
        .extracting(AwkwardCase::name)
        .containsExactlyInAnyOrder(
            "gap_29_59",
            "gap_30_00",
            "gap_30_01",
            "over_midnight",
            "merged_by_late_event",
            "sent_twice");
    for (AwkwardCase one : sent.cases) {
      List<DemoEvent> events =
          one.users().stream().flatMap(user -> byUser.get(user).stream()).toList();
      assertThat(one.users()).hasSize(5);
      assertThat(events).hasSize(one.events());
      assertThat(sessions(events, DemoEvent::user)).as(one.name()).isEqualTo(one.sessions());
      assertThat(
              sent.deliveries.stream()
                  .filter(delivery -> one.users().contains(delivery.event().user())))
          .hasSize(one.sent());
    }
  }

  @Property(tries = 5)
  void aLateEventIsSentAfterAllOthersAndMergesTwoSessions(@ForAll long seed) {
    Instant ending = Instant.parse("2026-03-10T12:00:00Z");
    Sent sent = Sent.of(seed, ending);
    List<String> users = sent.users("merged_by_late_event");
    List<DemoEvent> inTime =
        sent.deliveries.stream()
            .filter(delivery -> delivery.sendAt().isBefore(ending))
            .map(Delivery::event)
            .filter(event -> users.contains(event.user()))
            .toList();

    assertThat(inTime).hasSize(15);
    assertThat(sessions(inTime, DemoEvent::user)).isEqualTo(10);
  }

  @Property(tries = 5)
  void aSessionGoesOverMidnight(@ForAll long seed) {
    Sent sent = Sent.of(seed, Instant.parse("2026-03-10T00:15:00Z"));
    Instant midnight = Instant.parse("2026-03-10T00:00:00Z");

    assertThat(sent.users("over_midnight"))
        .allSatisfy(
            user ->
                assertThat(groups(sent.distinct(), DemoEvent::user).get(user))
                    .extracting(DemoEvent::timestamp)
                    .contains(midnight, midnight.minusMillis(1)));
  }

  @Property(tries = 5)
  void theSameSeedAndEndingSendTheSame(@ForAll long seed) {
    Instant ending = Instant.parse("2026-03-10T12:00:00Z");

    assertThat(Sent.of(seed, ending).deliveries).isEqualTo(Sent.of(seed, ending).deliveries);
    assertThat(Sent.of(seed, ending).ids())
        .doesNotContainAnyElementsOf(Sent.of(seed + 1, ending).ids());
  }

  @Property(tries = 10)
  void eventsAreSentInTimeAndWithinTheHistory(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 86_400) int second) {
    Instant ending = Instant.parse("2026-03-10T12:00:00Z").plusSeconds(second);
    Sent sent = Sent.of(seed, ending);

    assertThat(sent.deliveries).extracting(Delivery::sendAt).isSorted();
    assertThat(sent.distinct())
        .allSatisfy(
            event ->
                assertThat(event.timestamp())
                    .isAfterOrEqualTo(ending.minus(LENGTH))
                    .isBefore(ending));
  }

  @Property(tries = 5)
  void funnelStepsNarrowAndSomebodyBuys(@ForAll long seed) {
    Truth truth = Sent.of(seed, Instant.parse("2026-03-10T12:00:00Z")).truth;

    for (int i = 1; i < FunnelCounter.STEPS.size(); i++) {
      assertThat(truth.funnel().users(i)).isLessThanOrEqualTo(truth.funnel().users(i - 1));
      assertThat(truth.funnel().sessions(i)).isLessThanOrEqualTo(truth.funnel().sessions(i - 1));
    }
    assertThat(truth.funnel().users(0))
        .isLessThanOrEqualTo(truth.perEvent().getOrDefault("view_product", 0L))
        .isPositive();
  }

  private static long sessions(Collection<DemoEvent> events, Function<DemoEvent, String> who) {
    return groups(events, who).values().stream().mapToLong(HistoryTest::sessionsOfOne).sum();
  }

  private static long sessionsOfOne(List<DemoEvent> events) {
    List<Instant> times = events.stream().map(DemoEvent::timestamp).sorted().toList();
    long sessions = 1;
    for (int i = 1; i < times.size(); i++) {
      if (times.get(i).toEpochMilli() - times.get(i - 1).toEpochMilli() >= 1_800_000) {
        sessions++;
      }
    }
    return sessions;
  }

  private static Map<String, List<DemoEvent>> groups(
      Collection<DemoEvent> events, Function<DemoEvent, String> key) {
    return events.stream().collect(Collectors.groupingBy(key));
  }

  private static Map<String, Long> count(
      Collection<DemoEvent> events, Function<DemoEvent, String> key) {
    return events.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
  }

  private static long sum(Map<Instant, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private record Sent(List<Delivery> deliveries, Truth truth, List<AwkwardCase> cases) {
    private static Sent of(long seedValue, Instant to) {
      Seed seed = new Seed(seedValue);
      Instant from = to.minus(LENGTH);
      Truth truth = new Truth();
      AwkwardVisits awkward = new AwkwardVisits(seed, new Population(seed), from, to);
      History history =
          new History(
              History.sources(seed, VISITORS, awkward, from, to), Visit::deliveries, truth::add);
      List<Delivery> deliveries = new ArrayList<>();
      for (Optional<Delivery> next = history.next(); next.isPresent(); next = history.next()) {
        deliveries.add(next.get());
      }
      return new Sent(deliveries, truth, awkward.cases());
    }

    private Collection<DemoEvent> distinct() {
      Map<UUID, DemoEvent> byId = new LinkedHashMap<>();
      deliveries.forEach(delivery -> byId.putIfAbsent(delivery.event().id(), delivery.event()));
      return byId.values();
    }

    private Set<UUID> ids() {
      return deliveries.stream()
          .map(delivery -> delivery.event().id())
          .collect(Collectors.toCollection(HashSet::new));
    }

    private List<String> users(String name) {
      return cases.stream()
          .filter(one -> one.name().equals(name))
          .min(Comparator.comparing(AwkwardCase::name))
          .orElseThrow()
          .users();
    }
  }
}
