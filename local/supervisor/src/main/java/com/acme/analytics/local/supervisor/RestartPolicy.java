package com.acme.analytics.local.supervisor;

import java.time.Duration;

/**
 * When a process that died is started again: after a delay that doubles, and only so often in a
 * row. A process that stayed up for long enough begins a new row.
 *
 * @param maxInARow restarts in a row, at least 0
 * @param firstDelay before the first of a row
 * @param maxDelay the longest
 * @param stableAfter how long a process must have run to begin a new row
 */
public record RestartPolicy(
    int maxInARow, Duration firstDelay, Duration maxDelay, Duration stableAfter) {
  /** Back at once after a single crash, given up within two minutes of crashing. */
  public static final RestartPolicy STANDARD =
      new RestartPolicy(8, Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofMinutes(1));

  public RestartPolicy {
    if (maxInARow < 0) {
      throw new IllegalArgumentException("maxInARow: %d (expected: >= 0)".formatted(maxInARow));
    }
  }

  /** The delay before a restart, counted from 1 within its row. */
  Duration delayBefore(int restartInRow) {
    Duration delay = firstDelay;
    for (int i = 1; i < restartInRow && delay.compareTo(maxDelay) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(maxDelay) < 0 ? delay : maxDelay;
  }
}
