package com.acme.analytics.flink.batch;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads in which one subtask's work waits for a store, so that the task does not. */
public final class Background implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private final ExecutorService threads;

  /** Work that the end of the task interrupts: what it did not finish is in the checkpoint. */
  @FunctionalInterface
  public interface Work {
    void run() throws InterruptedException;
  }

  /**
   * Starts no thread before there is work.
   *
   * @param count how many threads at most, &gt; 0
   * @param name of the threads, before their number
   */
  public Background(int count, String name) {
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Does the work in one of the threads; what it throws goes to {@code failed}. */
  public void run(Work work, Consumer<Throwable> failed) {
    threads.execute(
        () -> {
          try {
            work.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (RejectedExecutionException e) {
            LOG.debug("the task has ended", e);
          } catch (RuntimeException | Error e) {
            failed.accept(e);
          }
        });
  }

  /** Whether the task has ended, which work that can't be interrupted has to ask. */
  public boolean isClosed() {
    return threads.isShutdown();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
