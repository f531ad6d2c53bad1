package com.acme.analytics.flink.window;

import java.time.Duration;

/** The lengths of windows. Each holds whole windows of the shorter ones. */
public enum WindowLength {
  MINUTE(Duration.ofMinutes(1)),
  FIVE_MINUTES(Duration.ofMinutes(5)),
  HOUR(Duration.ofHours(1));

  private final long millis;

  WindowLength(Duration length) {
    this.millis = length.toMillis();
  }

  public int seconds() {
    return (int) (millis / 1000);
  }

  /** Start of the window that holds the time; both in milliseconds since 1970. */
  public long startOf(long timestampMillis) {
    return Math.floorDiv(timestampMillis, millis) * millis;
  }
}
