package com.acme.analytics.functions.ingest.rejected;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What one request may take from S3. Made for the request; not thread-safe. */
public final class ScanBudget {
  private final ScanLimits limits;
  private final LongSupplier nanoTime;
  private final long start;
  private int lists;
  private int objects;

  /** Begins now. */
  public ScanBudget(ScanLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /**
   * Whether another thousand keys may be listed; the first always may, so that a caller gets on.
   */
  boolean takeList() {
    return lists++ == 0 || (lists <= limits.lists() && !isOver());
  }

  /** Whether another object may be read. */
  boolean takeObject() {
    return objects++ == 0 || (objects <= limits.objects() && !isOver());
  }

  /** Whether the time is over. */
  public boolean isOver() {
    return Duration.ofNanos(nanoTime.getAsLong() - start).compareTo(limits.time()) >= 0;
  }
}
