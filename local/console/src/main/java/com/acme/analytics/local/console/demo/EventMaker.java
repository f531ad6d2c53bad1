package com.acme.analytics.local.console.demo;

import java.time.Instant;

/** Makes the events of one visitor, in the order of their times. */
final class EventMaker {
  private final Seed seed;
  private final Visitor visitor;
  private long made;

  EventMaker(Seed seed, Visitor visitor) {
    this.seed = seed;
    this.visitor = visitor;
  }

  DemoEvent at(Instant time, Step step) {
    made++;
    // The number tells apart events of the same millisecond.
    return new DemoEvent(seed.id(visitor.key() + "/" + time + "/" + made), time, visitor, step);
  }
}
