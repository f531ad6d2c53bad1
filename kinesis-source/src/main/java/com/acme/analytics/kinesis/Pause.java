package com.acme.analytics.kinesis;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts that fail: each up to twice as long as the last one, at random between
 * half of that and all, so that readers that were throttled together don't come back together.
 */
final class Pause {
  private static final long FIRST_MS = 200;

  private final long limitMs;
  private final RandomGenerator random;
  private long nextMs = FIRST_MS;

  Pause(Duration limit, RandomGenerator random) {
    this.limitMs = limit.toMillis();
    this.random = random;
  }

  /** How long to wait now. */
  Duration next() {
    long longest = Math.min(nextMs, limitMs);
    nextMs = Math.min(2 * nextMs, limitMs);
    return Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
  }

  /** After a success. */
  void reset() {
    nextMs = FIRST_MS;
  }
}
