package com.acme.analytics.functions.query.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A range of time that was, or is to be, searched.
 *
 * @param from inclusive
 * @param to exclusive; after from
 */
public record SearchRange(Instant from, Instant to) {
  /** How far an event may lie from the time that is given for it. */
  private static final Duration REACH = Duration.ofHours(1);

  public SearchRange {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from: " + from + " (expected: before to, " + to + ")");
    }
  }

  /** An hour before a time and an hour after it. */
  public static SearchRange around(Instant time) {
    return new SearchRange(time.minus(REACH), time.plus(REACH));
  }

  /** What two ranges have in common. */
  public Optional<SearchRange> within(SearchRange other) {
    Instant latestFrom = from.isAfter(other.from) ? from : other.from;
    Instant earliestTo = to.isBefore(other.to) ? to : other.to;
    return latestFrom.isBefore(earliestTo)
        ? Optional.of(new SearchRange(latestFrom, earliestTo))
        : Optional.empty();
  }

  /** Whether all of another range is in this one. */
  public boolean holds(SearchRange other) {
    return !other.from.isBefore(from) && !other.to.isAfter(to);
  }
}
