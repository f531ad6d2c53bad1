package com.acme.analytics.local.console.client;

import java.time.Duration;

/** Passing time, apart from the clock's, so that tests need not wait. */
public interface Pace {
  /** Nanoseconds since some fixed moment. */
  long nanos();

  /** Lets that much time pass; returns at once when it isn't positive. */
  void pause(Duration time) throws InterruptedException;

  /** Time as it really passes. */
  static Pace real() {
    return new Pace() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void pause(Duration time) throws InterruptedException {
        if (time.isPositive()) {
          Thread.sleep(time);
        }
      }
    };
  }
}
