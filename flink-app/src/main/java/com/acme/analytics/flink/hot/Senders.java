package com.acme.analytics.flink.hot;

import com.acme.analytics.flink.batch.Background;
import java.util.function.Consumer;

/** The threads in which one subtask's inserts wait for the hot tier. */
final class Senders implements AutoCloseable {
  private final PersistentInserts inserts;
  private final HotTier tier;
  private final Background threads;

  /**
   * Starts no thread before there is something to send.
   *
   * @param tier closed with this
   */
  Senders(PersistentInserts inserts, HotTier tier, int count, String name) {
    this.inserts = inserts;
    this.tier = tier;
    threads = new Background(count, name);
  }

  /**
   * Inserts the rows in one of the threads, which then calls {@code stored}; or {@code failed},
   * which the tier's absence is no reason for.
   */
  void send(EncodedRows rows, Runnable stored, Consumer<Throwable> failed) {
    threads.run(
        () -> {
          inserts.insert(rows);
          stored.run();
        },
        failed);
  }

  @Override
  public void close() {
    threads.close();
    tier.close();
  }
}
