package com.acme.analytics.local.console.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with equal jitter: half of the delay is fixed, half is random, so that
 * clients that failed together don't come back together and none comes back at once.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">the
 *     comparison of jitters</a>
 */
public final class Backoff {
  private static final long FIRST_MILLIS = 200;
  private static final long LONGEST_MILLIS = 10_000;
  private static final int DOUBLINGS = 6;

  private final RandomGenerator random;

  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The delay after so many attempts in a row that failed (from 1); at most 10 s. */
  public Duration delay(int failures) {
    long ceiling =
        Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.clamp(failures - 1L, 0, DOUBLINGS));
    return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
  }
}
