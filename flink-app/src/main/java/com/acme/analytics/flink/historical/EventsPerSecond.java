package com.acme.analytics.flink.historical;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets a number of events a second pass, in slices of {@link #SLICE_NANOS}: a wait for each event
 * would cost more than the event does. In any time t no more than rate &middot; (t + slice) + 1
 * pass; what was not used is not saved up.
 */
final class EventsPerSecond {
  /** How far events may be ahead of their time. */
  static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final long nanosPerEvent;
  private final LongSupplier clock;
  private long dueNanos;

  /**
   * @param rate events a second, 1 to 1,000,000
   * @param clock nanoseconds since some time, as {@link System#nanoTime}
   */
  EventsPerSecond(int rate, LongSupplier clock) {
    if (rate < 1 || rate > 1_000_000) {
      throw new IllegalArgumentException("rate: " + rate + " (expected: 1 to 1000000)");
    }
    this.nanosPerEvent = (TimeUnit.SECONDS.toNanos(1) + rate - 1) / rate;
    this.clock = clock;
    this.dueNanos = clock.getAsLong();
  }

  /** Complete once the next event may pass. */
  CompletableFuture<Void> next() {
    long wait = take();
    return wait == 0
        ? CompletableFuture.completedFuture(null)
        : new CompletableFuture<Void>().completeOnTimeout(null, wait, TimeUnit.NANOSECONDS);
  }

  /** Takes the time of an event, and says how many nanoseconds it has to wait for that. */
  long take() {
    long now = clock.getAsLong();
    dueNanos = (now - dueNanos > 0 ? now : dueNanos) + nanosPerEvent;
    long ahead = dueNanos - now;
    return ahead < SLICE_NANOS ? 0 : ahead;
  }
}
