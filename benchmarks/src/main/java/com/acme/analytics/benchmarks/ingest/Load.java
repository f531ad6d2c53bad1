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
record Load(Sender sender) {
  private static final long HIGHEST_MICROS = Duration.ofSeconds(60).toNanos() / 1_000;

  /** Batches a second, with so many under way at once, each followed by the next. */
  double capacity(int concurrency, Duration time) {
    Semaphore free = new Semaphore(concurrency);
    AtomicLong done = new AtomicLong();
    AtomicReference<Throwable> failure = new AtomicReference<>();
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
                      failure.set(failed);
                    }
                    free.release();
                  });
    }
    double rate = done.get() / ((System.nanoTime() - start) / 1e9);
    free.acquireUninterruptibly(concurrency);
    throwIfAny(failure);
    return rate;
  }

  /**
   * Latencies in microseconds at a rate of batches a second. Each counts from when its batch was to
   * be sent, so a pause that also delays the sending is in the figures of all that it delayed.
   */
  Histogram latencies(double rate, Duration time) {
    Histogram histogram = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CompletableFuture<Void> last = new CompletableFuture<>();
    AtomicLong waiting = new AtomicLong((long) (rate * time.toNanos() / 1e9));
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
                      failure.set(failed);
                    }
                    if (waiting.decrementAndGet() == 0) {
                      last.complete(null);
                    }
                  });
    }
    last.join();
    throwIfAny(failure);
    return histogram;
  }

  private static void throwIfAny(AtomicReference<Throwable> failure) {
    if (failure.get() != null) {
      throw new IllegalStateException("a batch was not stored", failure.get());
    }
  }
}
