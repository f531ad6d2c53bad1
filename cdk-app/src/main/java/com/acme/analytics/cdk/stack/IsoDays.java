package com.acme.analytics.cdk.stack;

import java.time.Duration;

/** Durations of whole days as ISO 8601 writes them; {@link Duration#toString} counts in hours. */
final class IsoDays {
  private IsoDays() {}

  static String of(Duration duration) {
    return "P" + duration.toDays() + "D";
  }
}
