package com.acme.analytics.functions.ingest.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;

/**
 * Threads of a time that passes only while all of them sleep, one running at once: the order of
 * what they do follows from how long they sleep, and each run of a test is the same.
 */
final class VirtualTime implements Ticker, InstantSource {
  private static final Instant START = Instant.parse("2026-03-09T10:00:00Z");

  private record Sleeper(long until, long order, Semaphore wake) {}

  private final PriorityQueue<Sleeper> sleepers =
      new PriorityQueue<>(
          (a, b) ->
              a.until == b.until ? Long.compare(a.order, b.order) : Long.compare(a.until, b.until));
  private final Semaphore idle = new Semaphore(0);
  private final List<Throwable> failures = new ArrayList<>();
  private long now;
  private long order;

  /** Nanoseconds since the start. */
  @Override
  public long read() {
    return now;
  }

  @Override
  public Instant instant() {
    return START.plusNanos(now);
  }

  /** Adds a thread that begins when time does. */
  void start(Runnable body) {
    Semaphore wake = enqueue(0);
    Thread.ofVirtual()
        .start(
            () -> {
              wake.acquireUninterruptibly();
              try {
                body.run();
              } catch (RuntimeException | Error e) {
                failures.add(e);
              } finally {
                idle.release();
              }
            });
  }

  /** Called by a thread of this time. */
  void sleep(long nanos) {
    Semaphore wake = enqueue(now + nanos);
    idle.release();
    wake.acquireUninterruptibly();
  }

  /** For tests with one thread. */
  void advance(long nanos) {
    now += nanos;
  }

  /** Runs all threads to their ends. */
  void run() {
    while (!sleepers.isEmpty()) {
      Sleeper next = sleepers.poll();
      now = next.until;
      next.wake.release();
      idle.acquireUninterruptibly();
    }
    for (Throwable failure : failures) {
      throw new AssertionError("a thread failed", failure);
    }
  }

  private Semaphore enqueue(long until) {
    Semaphore wake = new Semaphore(0);
    sleepers.add(new Sleeper(until, order++, wake));
    return wake;
  }
}
