package com.acme.analytics.local.console.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Visits that sit on the edges of definitions, each by a few users who do nothing else. A session
 * ends after a gap of 30 minutes; a gap of exactly 30:00 splits.
 */
final class AwkwardVisits {
  /** Shorter stretches of history have no room for every case. */
  static final Duration ROOM = Duration.ofHours(4);

  private static final int USERS_PER_CASE = 5;
  private static final Duration BEFORE_MIDNIGHT = Duration.ofMinutes(10);
  private static final Duration MINUTES_25 = Duration.ofMinutes(25);

  private final Seed seed;
  private final Population population;
  private final Instant from;
  private final Instant to;
  private final List<AwkwardCase> cases = new ArrayList<>();
  private final List<Visit> visits = new ArrayList<>();

  AwkwardVisits(Seed seed, Population population, Instant from, Instant to) {
    this.seed = seed;
    this.population = population;
    this.from = from;
    this.to = to;
    add("gap_29_59", 1, gap(Duration.ofMinutes(30).minusSeconds(1)));
    add("gap_30_00", 2, gap(Duration.ofMinutes(30)));
    add("gap_30_01", 2, gap(Duration.ofMinutes(30).plusSeconds(1)));
    add("merged_by_late_event", 1, this::mergedByLateEvent);
    add("sent_twice", 1, this::sentTwice);
    if (midnight().isAfter(from.plus(BEFORE_MIDNIGHT))) {
      add("over_midnight", 1, this::overMidnight);
    } else {
      cases.add(new AwkwardCase("over_midnight", List.of(), 0, 0, 0));
    }
  }

  List<AwkwardCase> cases() {
    return List.copyOf(cases);
  }

  /** A source for each visit. */
  List<VisitSource> sources() {
    return visits.stream().map(List::of).map(List::iterator).map(this::source).toList();
  }

  private VisitSource source(Iterator<Visit> visit) {
    return () -> visit.hasNext() ? Optional.of(visit.next()) : Optional.empty();
  }

  private void add(String name, int sessionsEach, Script script) {
    List<Visitor> users =
        IntStream.range(0, USERS_PER_CASE)
            .mapToObj(i -> population.signedInShopper("awkward-" + name + "-" + i))
            .toList();
    List<Visit> made = users.stream().map(script::visitOf).toList();
    visits.addAll(made);
    cases.add(
        new AwkwardCase(
            name,
            users.stream().map(user -> user.account().orElseThrow()).toList(),
            made.stream().mapToInt(visit -> visit.events().size()).sum(),
            made.stream().mapToInt(visit -> visit.deliveries().size()).sum(),
            sessionsEach * users.size()));
  }

  private Script gap(Duration gap) {
    return user -> onTime(views(user, anyTime(user), Duration.ZERO, gap));
  }

  private Visit overMidnight(Visitor user) {
    return onTime(
        views(
            user,
            midnight().minus(BEFORE_MIDNIGHT),
            Duration.ZERO,
            BEFORE_MIDNIGHT.minusMillis(1),
            Duration.ofMillis(1),
            Duration.ofMinutes(12)));
  }

  /** Two sessions, 50 minutes apart, until an event in between arrives after everything else. */
  private Visit mergedByLateEvent(Visitor user) {
    List<DemoEvent> events =
        views(user, anyTime(user), Duration.ZERO, Duration.ofMinutes(10), MINUTES_25, MINUTES_25);
    List<Delivery> deliveries =
        List.of(
            Delivery.onTime(events.get(0)),
            Delivery.onTime(events.get(1)),
            Delivery.onTime(events.get(3)),
            new Delivery(to, events.get(2), false));
    return new Visit(events, deliveries);
  }

  /** Each event at once again (mostly in the same batch), or at the very end. */
  private Visit sentTwice(Visitor user) {
    List<DemoEvent> events = views(user, anyTime(user), Duration.ZERO, Duration.ofMinutes(2));
    List<Delivery> deliveries =
        List.of(
            Delivery.onTime(events.get(0)),
            new Delivery(events.get(0).timestamp(), events.get(0), true),
            Delivery.onTime(events.get(1)),
            new Delivery(to, events.get(1), true));
    return new Visit(events, deliveries);
  }

  private List<DemoEvent> views(Visitor user, Instant start, Duration... pauses) {
    EventMaker maker = new EventMaker(seed, user);
    List<DemoEvent> events = new ArrayList<>();
    Instant time = start;
    for (Duration pause : pauses) {
      time = time.plus(pause);
      Step step =
          new Step(
              pause, "page_view", Page.GUIDE, Optional.empty(), Arrival.DIRECT, Map.of(), true);
      events.add(maker.at(time, step));
    }
    return events;
  }

  private static Visit onTime(List<DemoEvent> events) {
    return new Visit(events, events.stream().map(Delivery::onTime).toList());
  }

  /** A start that leaves two hours for what follows. */
  private Instant anyTime(Visitor user) {
    RandomGenerator random = seed.random(user.key() + "/start");
    long room = Duration.between(from, to).minusHours(2).toMillis();
    return from.plusMillis(random.nextLong(room));
  }

  /** The last midnight (UTC) after which a session has time to go on. */
  private Instant midnight() {
    return to.minus(Duration.ofMinutes(15)).truncatedTo(ChronoUnit.DAYS);
  }

  @FunctionalInterface
  private interface Script {
    Visit visitOf(Visitor user);
  }
}
