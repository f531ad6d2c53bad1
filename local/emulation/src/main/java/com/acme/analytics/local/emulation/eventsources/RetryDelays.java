package com.acme.analytics.local.emulation.eventsources;

import java.time.Duration;

/**
 * How long to wait before a batch is tried again: twice as long each time.
 *
 * @param first after the first failure
 * @param longest never longer than this
 */
public record RetryDelays(Duration first, Duration longest) {
  /** Begins at a second, ends at a minute; Lambda says that it backs off, but not how. */
  public static final RetryDelays STANDARD =
      new RetryDelays(Duration.ofSeconds(1), Duration.ofMinutes(1));

  private static final int MOST_DOUBLINGS = 20;

  /**
   * The delay after some failures in a row.
   *
   * @param failures at least 1
   */
  Duration after(int failures) {
    Duration delay = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return delay.compareTo(longest) < 0 ? delay : longest;
  }
}
