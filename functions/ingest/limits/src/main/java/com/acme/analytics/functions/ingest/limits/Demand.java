package com.acme.analytics.functions.ingest.limits;

import java.util.concurrent.atomic.LongAdder;

/**
 * How many events were asked for during the last second, granted or not: this second's and, of the
 * average before it, the part that the last second still covers.
 */
final class Demand {
  private static final long WINDOW_NANOS = 1_000_000_000;

  private final LongAdder asked = new LongAdder();
  private long windowStart;
  private long askedBeforeWindow;
  private double previousPerWindow;

  Demand(long now) {
    this.windowStart = now;
  }

  void add(int events) {
    asked.add(events);
  }

  /** One thread at a time. */
  double ofLastSecond(long now) {
    long total = asked.sum();
    long elapsed = now - windowStart;
    if (elapsed >= WINDOW_NANOS) {
      previousPerWindow = (double) (total - askedBeforeWindow) * WINDOW_NANOS / elapsed;
      windowStart = now;
      askedBeforeWindow = total;
      elapsed = 0;
    }
    return total - askedBeforeWindow + previousPerWindow * (WINDOW_NANOS - elapsed) / WINDOW_NANOS;
  }
}
