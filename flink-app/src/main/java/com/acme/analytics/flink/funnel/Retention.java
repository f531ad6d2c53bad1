package com.acme.analytics.flink.funnel;

import java.time.Duration;
import java.util.Locale;

/**
 * How long the state of a funnel is kept after its last change: its window, rounded up to one of
 * these, and 25 hours. Flink's times to live are of a state as a whole, so each has its own.
 */
enum Retention {
  HOUR(Duration.ofHours(1)),
  DAY(Duration.ofDays(1)),
  WEEK(Duration.ofDays(7)),
  MONTH(Duration.ofDays(30));

  /** A day, and a clock's skew. */
  private static final Duration AFTER_WINDOW = Duration.ofHours(25);

  private final Duration window;

  Retention(Duration window) {
    this.window = window;
  }

  /** Of a funnel's window, at most 30 days. */
  static Retention of(long windowMillis) {
    for (Retention retention : values()) {
      if (windowMillis <= retention.window.toMillis()) {
        return retention;
      }
    }
    throw new IllegalArgumentException(
        "window: " + Duration.ofMillis(windowMillis) + " (expected: at most 30 days)");
  }

  Duration duration() {
    return window.plus(AFTER_WINDOW);
  }

  /** The name of its state: part of checkpoints, so never changed. */
  String stateName(String of) {
    return of + "-" + name().toLowerCase(Locale.ROOT);
  }
}
