package com.acme.analytics.functions.ingest.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Two clocks. The one on the wall is shared by all processes, so buckets are in its time; it may be
 * set back, so what is held here lives by ticks.
 */
record Timing(InstantSource clock, Ticker ticker) {
  private static final long NANOS = 1_000_000_000;

  /** Nanoseconds since a time of no meaning; compare by difference. */
  long ticks() {
    return ticker.read();
  }

  /** Nanoseconds since 1970, until the year 2262. */
  long epochNanos() {
    Instant now = clock.instant();
    return Math.addExact(Math.multiplyExact(now.getEpochSecond(), NANOS), now.getNano());
  }
}
