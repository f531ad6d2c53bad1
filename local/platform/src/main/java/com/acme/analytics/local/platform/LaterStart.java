package com.acme.analytics.local.platform;

import com.acme.analytics.local.supervisor.EngineStartException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what takes long and few wait for, while the platform serves already. A failure leaves the
 * platform without that part, which its answers say, and is told in the log.
 */
final class LaterStart implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LaterStart.class);

  private final Thread thread;

  /** A part's start; it may be interrupted. */
  @FunctionalInterface
  interface Start {
    void run() throws InterruptedException;
  }

  /**
   * Begins at once.
   *
   * @param what the part's name
   * @param failed is told when it can't be started
   */
  LaterStart(String what, Start start, Consumer<String> failed) {
    thread = Thread.ofVirtual().name("start-" + what).start(() -> run(what, start, failed));
  }

  private static void run(String what, Start start, Consumer<String> failed) {
    try {
      start.run();
    } catch (InterruptedException e) {
      LOG.info("{} is not started: the platform stops", what);
    } catch (EngineStartException | IllegalStateException e) {
      LOG.error("{} can't be started", what, e);
      failed.accept("%s can't be started: %s".formatted(what, e.getMessage()));
    }
  }

  /** Ends the start and waits until it has ended. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
