package com.acme.analytics.functions.query.funnel;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Whole minutes whose cohorts are counted.
 *
 * @param from the first minute
 * @param to the minute after the last one; not before from
 */
public record CohortRange(Instant from, Instant to) {
  public CohortRange {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("to: %s (expected: not before %s)".formatted(to, from));
    }
  }

  /** The minutes that begin in a range of time, its end not included. */
  static CohortRange within(Instant from, Instant to) {
    return new CohortRange(minuteFrom(from), minuteFrom(to));
  }

  /** Those of its minutes that begin at a time or later. */
  public CohortRange since(Instant time) {
    Instant minute = minuteFrom(time);
    return new CohortRange(clamped(minute), to);
  }

  /** Those of its minutes that begin before a time. */
  public CohortRange before(Instant time) {
    return new CohortRange(from, clamped(minuteFrom(time)));
  }

  /** Whether there is no minute in it. */
  public boolean isEmpty() {
    return from.equals(to);
  }

  private Instant clamped(Instant minute) {
    return minute.isBefore(from) ? from : minute.isAfter(to) ? to : minute;
  }

  /** The first minute that begins at a time or later. */
  private static Instant minuteFrom(Instant time) {
    return time.plus(Duration.ofMinutes(1).minusNanos(1)).truncatedTo(ChronoUnit.MINUTES);
  }
}
