package com.acme.analytics.functions.query.sql;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The range of time that all conditions leave. Events have whole milliseconds, so what is after a
 * moment is from the next one on.
 */
final class TimeBounds {
  private Optional<Instant> from = Optional.empty();
  private Optional<Instant> to = Optional.empty();

  /** The first moment of the range; empty where no condition says so. */
  Optional<Instant> from() {
    return from;
  }

  /** The first moment behind the range; empty where no condition says so. */
  Optional<Instant> to() {
    return to;
  }

  /** Leaves what compares so with a time; what doesn't equal one leaves all. */
  void narrow(Comparison comparison, Instant time) {
    switch (comparison) {
      case LESS -> before(time);
      case AT_MOST -> atMost(time);
      case GREATER -> after(time);
      case AT_LEAST -> atLeast(time);
      case EQUAL -> {
        atLeast(time);
        atMost(time);
      }
      case NOT_EQUAL -> {
        // Two ranges are left, and their hull is everything.
      }
    }
  }

  private void atLeast(Instant time) {
    from = Optional.of(from.filter(time::isBefore).orElse(time));
  }

  private void after(Instant time) {
    atLeast(next(time));
  }

  private void before(Instant time) {
    to = Optional.of(to.filter(time::isAfter).orElse(time));
  }

  private void atMost(Instant time) {
    before(next(time));
  }

  private static Instant next(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
  }
}
