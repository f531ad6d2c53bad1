package com.acme.analytics.core.alert;

import java.time.Duration;

/** Checks the durations of a rule. */
final class Durations {
  private Durations() {}

  /** Refuses one that is not a whole number of units or out of the range, ends included. */
  static void require(
      String pointer, Duration duration, Duration unit, Duration least, Duration most) {
    boolean whole = duration.equals(unit.multipliedBy(duration.dividedBy(unit)));
    if (!whole || duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw InvalidAlertRule.of(
          pointer, duration, "%s to %s, in steps of %s".formatted(least, most, unit));
    }
  }
}
