package com.acme.analytics.functions.ingest.limits;

import com.acme.analytics.core.tenant.RateLimit;

/**
 * A limit in nanoseconds, the unit of the generic cell rate algorithm. A bucket's debt is how far
 * its tat is ahead of now; each token costs the time in which the rate makes it.
 *
 * <p>The bucket holds the limit's burst less one second's rate, because leased tokens are used up
 * to a second later: what is leased in t + 1 seconds, rate x (t + 1) + (burst - rate), is the most
 * that can be admitted in t. Costs are rounded up and tokens down, so that the bound is strict; a
 * lease loses less than a nanosecond by it.
 */
final class Tariff {
  private static final long NANOS = 1_000_000_000;

  private final RateLimit limit;
  private final long capacity;
  private final long capacityNanos;

  Tariff(RateLimit limit) {
    this.limit = limit;
    // No product overflows: a burst is at most 10^9 events.
    this.capacityNanos =
        (limit.burst() - limit.eventsPerSecond()) * NANOS / limit.eventsPerSecond();
    this.capacity = capacityNanos * limit.eventsPerSecond() / NANOS;
  }

  RateLimit limit() {
    return limit;
  }

  /** Tokens in a full bucket, at least one second's rate. */
  long capacity() {
    return capacity;
  }

  /** The debt at which a bucket is empty. */
  long capacityNanos() {
    return capacityNanos;
  }

  /**
   * Nanoseconds that tokens cost.
   *
   * @param tokens 0 to {@link #capacity}
   */
  long cost(long tokens) {
    return Math.ceilDiv(tokens * NANOS, limit.eventsPerSecond());
  }

  /** Tokens in a bucket with this debt; a debt below zero counts as none. */
  long available(long debt) {
    if (debt <= 0) {
      return capacity;
    }
    return debt >= capacityNanos ? 0 : (capacityNanos - debt) * limit.eventsPerSecond() / NANOS;
  }

  /** Nanoseconds until a bucket with this debt has the tokens, or one if it never has so many. */
  long waitFor(long tokens, long debt) {
    long reachable = tokens > capacity ? 1 : tokens;
    return Math.max(0, debt + cost(reachable) - capacityNanos);
  }
}
