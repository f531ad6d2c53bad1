package com.acme.analytics.local.console.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns Ctrl-C into a wish to stop, so that what is under way can be finished and counted. The
 * process ends once this is closed, or 20 s later.
 */
final class Interruption implements AutoCloseable {
  private static final long GRACE_SECONDS = 20;

  private final AtomicBoolean wished = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "interruption");

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean wished() {
    return wished.get();
  }

  @Override
  public void close() {
    closed.countDown();
    if (!wished.get()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process began to end just now: the hook finds this closed and returns.
        wished.set(true);
      }
    }
  }

  private void interrupted() {
    wished.set(true);
    try {
      if (!closed.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("acme: stopped before all was sent");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
