package com.acme.analytics.flink.batch;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double up to a last one, each spread so that not all come back at once. */
public final class Backoff {
  private final Duration last;
  private Duration next;

  /**
   * @param first the first pause, &gt; 0
   * @param last the longest pause: how late a returning store is noticed, at most
   */
  public Backoff(Duration first, Duration last) {
    this.next = first;
    this.last = last;
  }

  /** Waits for between half of the pause and all of it. */
  public void pause() throws InterruptedException {
    long millis = next.toMillis();
    Thread.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(last) < 0 ? doubled : last;
  }
}
