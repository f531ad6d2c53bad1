package com.acme.analytics.flink.batch;

import java.io.Serializable;
import java.time.Duration;

/**
 * Instants of the clock, an interval apart. Operators that follow each other and have the same
 * interval are in step: one whose phase is a moment later than that of the one before it adds this
 * moment to the way of a change, not half an interval.
 *
 * @param interval {@code > 0}
 * @param phase from the beginning of an interval, counted from 1970, until the instant in it; less
 *     than an interval
 */
public record Cadence(Duration interval, Duration phase) implements Serializable {
  private static final long serialVersionUID = 1L;

  public Cadence {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval: " + interval + " (expected: > 0)");
    }
    if (phase.isNegative() || phase.compareTo(interval) >= 0) {
      throw new IllegalArgumentException(
          "phase: %s (expected: from 0 until before %s)".formatted(phase, interval));
    }
  }

  /** At the beginning of each interval. */
  public static Cadence every(Duration interval) {
    return new Cadence(interval, Duration.ZERO);
  }

  /** The first instant after a time; both in milliseconds since 1970. */
  long next(long millis) {
    long length = interval.toMillis();
    return millis + length - Math.floorMod(millis - phase.toMillis(), length);
  }
}
