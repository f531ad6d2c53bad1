package com.acme.analytics.flink.window;

import java.time.Duration;

/** The lengths of windows. Each holds whole windows of the shorter ones. */
public enum WindowLength {
  MINUTE(Duration.ofMinutes(1), 1),
  FIVE_MINUTES(Duration.ofMinutes(5), 3),
  HOUR(Duration.ofHours(1), 12);

  private final long millis;
  private final int upsertIntervals;

  WindowLength(Duration length, int upsertIntervals) {
    this.millis = length.toMillis();
    this.upsertIntervals = upsertIntervals;
  }

  /** The one of so many seconds. */
  static WindowLength ofSeconds(int seconds) {
    for (WindowLength length : values()) {
      if (length.seconds() == seconds) {
        return length;
      }
    }
    throw new IllegalArgumentException("seconds: " + seconds + " (expected: a window's length)");
  }

  public int seconds() {
    return (int) (millis / 1000);
  }

  /**
   * In how many intervals it is given once while it changes: a longer one changes all the time, and
   * less by each event.
   */
  int upsertIntervals() {
    return upsertIntervals;
  }

  /** Start of the window that holds the time; both in milliseconds since 1970. */
  public long startOf(long timestampMillis) {
    return Math.floorDiv(timestampMillis, millis) * millis;
  }
}
