package com.acme.analytics.functions.ingest.pipeline;

import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Callback;

/** Collects the acknowledgements of one batch's records, and lets the batch's thread wait. */
final class Acknowledgements {
  private final BitSet stored;
  private int settled;
  private int awaited = Integer.MAX_VALUE;
  private String failure = "no answer in time";

  Acknowledgements(int records) {
    this.stored = new BitSet(records);
  }

  /** What the producer calls once the record at a position is stored or given up. */
  Callback of(int position) {
    return (metadata, exception) -> settle(position, exception);
  }

  private synchronized void settle(int position, Exception exception) {
    if (exception == null) {
      stored.set(position);
    } else {
      failure = exception.getClass().getSimpleName() + ": " + exception.getMessage();
    }
    settled++;
    if (settled == awaited) {
      notifyAll();
    }
  }

  /**
   * Waits until so many records are settled, or the deadline has passed.
   *
   * @param deadline as {@code nanoTime} counts
   * @param nanoTime elapsed time, nanoseconds
   * @return the positions stored by then
   */
  synchronized BitSet await(int records, long deadline, LongSupplier nanoTime) {
    awaited = records;
    try {
      for (long left = deadline - nanoTime.getAsLong();
          settled < records && left > 0;
          left = deadline - nanoTime.getAsLong()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return (BitSet) stored.clone();
  }

  /** Why the last failed record failed. */
  synchronized String failure() {
    return failure;
  }
}
