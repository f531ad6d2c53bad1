package com.acme.analytics.local.console.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The deliveries of all visitors as one sequence, in the order of sending. Holds one visit of each
 * visitor and the visits under way, however long the history is.
 */
final class History {
  private final PriorityQueue<Upcoming> upcoming =
      new PriorityQueue<>(
          Comparator.comparing((Upcoming next) -> next.visit().start())
              .thenComparing(Upcoming::source));
  private final PriorityQueue<Queued> queue =
      new PriorityQueue<>(
          Comparator.comparing((Queued queued) -> queued.delivery().sendAt())
              .thenComparing(Queued::number));
  private final List<VisitSource> sources;
  private final Function<Visit, List<Delivery>> schedule;
  private final Consumer<DemoEvent> made;
  private long queued;

  /**
   * A history.
   *
   * @param schedule how the events of a visit are sent; none before its time
   * @param made is told of each event once, each visitor's in the order of their times
   */
  History(
      List<VisitSource> sources,
      Function<Visit, List<Delivery>> schedule,
      Consumer<DemoEvent> made) {
    this.sources = sources;
    this.schedule = schedule;
    this.made = made;
    for (int i = 0; i < sources.size(); i++) {
      lookAhead(i);
    }
  }

  /** All visitors of the seed, and the awkward visits among them. */
  static List<VisitSource> sources(
      Seed seed, int visitors, AwkwardVisits awkward, Instant from, Instant to) {
    Population population = new Population(seed);
    List<VisitSource> sources = new ArrayList<>(awkward.sources());
    for (int i = 0; i < visitors; i++) {
      sources.add(new VisitorTimeline(seed, population.visitor(i), from, to));
    }
    return sources;
  }

  /** As a server would log it: each event once, at its time. */
  static List<Delivery> once(Visit visit) {
    return visit.events().stream().map(Delivery::onTime).toList();
  }

  /** The next delivery; empty at the end. */
  Optional<Delivery> next() {
    while (!upcoming.isEmpty()
        && (queue.isEmpty()
            || !upcoming.peek().visit().start().isAfter(queue.peek().delivery().sendAt()))) {
      Upcoming begun = upcoming.remove();
      begun.visit().events().forEach(made);
      for (Delivery delivery : schedule.apply(begun.visit())) {
        queue.add(new Queued(delivery, queued++));
      }
      lookAhead(begun.source());
    }
    return Optional.ofNullable(queue.poll()).map(Queued::delivery);
  }

  private void lookAhead(int source) {
    sources.get(source).next().ifPresent(visit -> upcoming.add(new Upcoming(visit, source)));
  }

  private record Upcoming(Visit visit, int source) {}

  private record Queued(Delivery delivery, long number) {}
}
