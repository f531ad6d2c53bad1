package com.acme.analytics.local.console.demo;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Traffic at a given rate: at each moment it is asked, the visitor whose turn has come goes on, or
 * else another visitor comes. So the number of visitors follows from the rate.
 */
final class LiveTraffic {
  private final PriorityQueue<Active> active =
      new PriorityQueue<>(
          Comparator.comparing((Active visit) -> visit.due).thenComparing(visit -> visit.number));
  private final Deque<Returning> away = new ArrayDeque<>();
  private final RandomGenerator random;
  private long begun;

  LiveTraffic(Seed seed, int visitors) {
    random = seed.random("live");
    Population population = new Population(seed);
    IntStream.range(0, visitors)
        .mapToObj(population::visitor)
        .map(visitor -> new Returning(visitor, new EventMaker(seed, visitor), false))
        .forEach(away::add);
  }

  /** The event of this moment; moments are given in order. */
  DemoEvent at(Instant now) {
    boolean someoneIsDue = !active.isEmpty() && !active.peek().due.isAfter(now);
    Active visit = someoneIsDue || away.isEmpty() ? active.remove() : begin();
    Step step = visit.steps.removeFirst();
    if (visit.steps.isEmpty()) {
      away.add(new Returning(visit.who.visitor(), visit.who.maker(), step.signedIn()));
    } else {
      visit.due = now.plus(visit.steps.getFirst().pause());
      active.add(visit);
    }
    return visit.who.maker().at(now, step);
  }

  private Active begin() {
    Returning who = away.remove();
    Deque<Step> steps = new ArrayDeque<>(VisitScript.of(who.visitor(), who.signedIn(), random));
    return new Active(who, steps, begun++);
  }

  private record Returning(Visitor visitor, EventMaker maker, boolean signedIn) {}

  private static final class Active {
    private final Returning who;
    private final Deque<Step> steps;
    private final long number;
    private Instant due = Instant.MIN;

    private Active(Returning who, Deque<Step> steps, long number) {
      this.who = who;
      this.steps = steps;
      this.number = number;
    }
  }
}
