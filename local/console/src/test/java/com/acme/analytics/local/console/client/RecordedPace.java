package com.acme.analytics.local.console.client;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only when somebody pauses, and then at once. */
public final class RecordedPace implements Pace {
  private final AtomicLong nanos = new AtomicLong();
  private final Queue<Duration> pauses = new ConcurrentLinkedQueue<>();

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public void pause(Duration time) {
    if (time.isPositive()) {
      pauses.add(time);
      nanos.addAndGet(time.toNanos());
    }
  }

  public List<Duration> pauses() {
    return List.copyOf(pauses);
  }
}
