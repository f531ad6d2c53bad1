package com.acme.analytics.flink.historical;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;

/**
 * Lets a number of events a second pass, in slices of {@link #SLICE_NANOS}: a wait for each event
 * would cost more than the event does. In any time t no more than rate &middot; (t + slice) + 1
 * pass; what was not used is not saved up. Unlike Flink's own it takes no thread.
 */
final class EventsPerSecond<S extends SourceSplit> implements RateLimiter<S> {
  /** How far events may be ahead of their time. */
  static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final double nanosPerEvent;
  private final LongSupplier clock;
  private long dueNanos;

  /**
   * @param rate events a second, &gt; 0
   * @param clock nanoseconds since some time, as {@link System#nanoTime}
   */
  EventsPerSecond(int rate, LongSupplier clock) {
    if (rate <= 0) {
      throw new IllegalArgumentException("rate: " + rate + " (expected: > 0)");
    }
    this.nanosPerEvent = (double) TimeUnit.SECONDS.toNanos(1) / rate;
    this.clock = clock;
    this.dueNanos = clock.getAsLong();
  }

  /** Complete once so many events may pass. */
  @Override
  public CompletionStage<Void> acquire(int events) {
    long wait = take(events);
    return wait == 0
        ? CompletableFuture.completedFuture(null)
        : new CompletableFuture<Void>().completeOnTimeout(null, wait, TimeUnit.NANOSECONDS);
  }

  /** Takes the time of so many events, and says how many nanoseconds they have to wait for it. */
  long take(int events) {
    long now = clock.getAsLong();
    long behind = now - dueNanos;
    dueNanos = (behind > 0 ? now : dueNanos) + (long) Math.ceil(events * nanosPerEvent);
    long ahead = dueNanos - now;
    return ahead < SLICE_NANOS ? 0 : ahead;
  }
}
