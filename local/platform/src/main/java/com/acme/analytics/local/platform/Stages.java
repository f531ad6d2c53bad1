package com.acme.analytics.local.platform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, in stages: the parts of a stage are closed at the same time, and only then
 * those of the stage before it.
 */
final class Stages implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Stages.class);

  private final Deque<List<AutoCloseable>> stages = new ArrayDeque<>();

  /** Parts that are added from now on may need those added before. */
  void next() {
    stages.push(new CopyOnWriteArrayList<>());
  }

  <T extends AutoCloseable> T add(T part) {
    stages.element().add(part);
    return part;
  }

  /** Closes everything; a part that fails doesn't keep the others open. */
  @Override
  public void close() {
    while (!stages.isEmpty()) {
      CompletableFuture.allOf(
              stages.pop().stream()
                  .map(part -> CompletableFuture.runAsync(() -> close(part), Stages::onNewThread))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    }
  }

  private static void onNewThread(Runnable close) {
    Thread.ofPlatform().name("close").start(close);
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.error("{} can't be stopped", part.getClass().getSimpleName(), e);
    }
  }
}
