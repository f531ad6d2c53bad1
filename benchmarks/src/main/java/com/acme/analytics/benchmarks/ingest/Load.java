package com.acme.analytics.benchmarks.ingest;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Two kinds of load on a sender: as much as it takes, and a steady rate whatever it takes. */
final class Load {
  private static final long HIGHEST_MICROS = Duration.ofSeconds(60).toNanos() / 1_000;

  private final Sender sender;
  private final AtomicLong failures = new AtomicLong();
  private final AtomicReference<Throwable> lastFailure = new AtomicReference<>();

  Load(Sender sender) {
    this.sender = sender;
  }

  /** Batches so far that were refused or not stored as a whole. */
  long failures() {
    return failures.get();
  }

  /** Batches a second, with so many under way at once, each followed by the next. */
  double capacity(int concurrency, Duration time) {
    Semaphore free = new Semaphore(concurrency);
    AtomicLong done = new AtomicLong();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    while (System.nanoTime() < end) {
      free.acquireUninterruptibly();
      var unused =
          sender
              .send()
              .whenComplete(
                  (stored, failed) -> {
                    if (failed == null) {
                      done.incrementAndGet();
                    } else {
                      fail(failed);
                    }
                    free.release();
                  });
    }
    double rate = done.get() / ((System.nanoTime() - start) / 1e9);
    free.acquireUninterruptibly(concurrency);
    requireAny(done.get());
    return rate;
  }

  /**
   * Latencies in microseconds at a rate of batches a second. Each counts from when its batch was to
   * be sent, so a pause that also delays the sending is in the figures of all that it delayed.
   */
  Histogram latencies(double rate, Duration time) {
    Histogram histogram = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    CompletableFuture<Void> last = new CompletableFuture<>();
    AtomicLong waiting = new AtomicLong(Math.max(1, (long) (rate * time.toNanos() / 1e9)));
    long start = System.nanoTime();
    long batches = waiting.get();
    for (long i = 0; i < batches; i++) {
      long intended = start + (long) (i * 1e9 / rate);
      while (System.nanoTime() < intended) {
        LockSupport.parkNanos(intended - System.nanoTime());
      }
      var unused =
          sender
              .send()
              .whenComplete(
                  (stored, failed) -> {
                    if (failed == null) {
                      long micros = (System.nanoTime() - intended) / 1_000;
                      histogram.recordValue(Math.min(micros, HIGHEST_MICROS));
                    } else {
                      fail(failed);
                    }
                    if (waiting.decrementAndGet() == 0) {
                      last.complete(null);
                    }
                  });
    }
    last.join();
    requireAny(histogram.getTotalCount());
    return histogram;
  }

  private void fail(Throwable failure) {
    failures.incrementAndGet();
    lastFailure.set(failure);
  }

  private void requireAny(long stored) {
    if (stored == 0) {
      throw new IllegalStateException("no batch was stored", lastFailure.get());
    }
  }
}
