package com.acme.analytics.flink.hot;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads in which one subtask's inserts wait for the hot tier. */
final class Senders implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Senders.class);

  private final PersistentInserts inserts;
  private final HotTier tier;
  private final ExecutorService threads;

  /**
   * Starts no thread before there is something to send.
   *
   * @param tier closed with this
   */
  Senders(PersistentInserts inserts, HotTier tier, int count, String name) {
    this.inserts = inserts;
    this.tier = tier;
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

  /**
   * Inserts the rows in one of the threads, which then calls {@code stored}; or {@code failed},
   * which the tier's absence is no reason for.
   */
  void send(EncodedRows rows, Runnable stored, Consumer<Throwable> failed) {
    threads.execute(
        () -> {
          try {
            inserts.insert(rows);
            stored.run();
          } catch (InterruptedException e) {
            // Closed: the checkpoint has the rows.
            Thread.currentThread().interrupt();
          } catch (RejectedExecutionException e) {
            LOG.debug("the task has ended", e);
          } catch (RuntimeException | Error e) {
            failed.accept(e);
          }
        });
  }

  @Override
  public void close() {
    threads.shutdownNow();
    tier.close();
  }
}
