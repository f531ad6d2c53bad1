package com.acme.analytics.flink.hot;

import java.io.Serializable;
import java.time.Duration;

/**
 * When rows are sent, and how long an unavailable tier is waited for.
 *
 * @param maxRows rows of one insert at most
 * @param maxBytes bytes of Avro of one insert at most, about; bounds the memory of a batch
 * @param maxDelay how long a row waits for others
 * @param firstPause before the first repeat of a failed insert; doubles up to lastPause
 * @param giveUpAfter for how long an insert is repeated before the task fails, whereupon Flink
 *     restarts it from the last checkpoint
 */
record BatchPolicy(
    int maxRows,
    int maxBytes,
    Duration maxDelay,
    Duration firstPause,
    Duration lastPause,
    Duration giveUpAfter)
    implements Serializable {
  static final BatchPolicy DEFAULT =
      new BatchPolicy(
          5_000,
          8 << 20,
          // A row is to be visible within a second of its request; this is the largest part of it.
          Duration.ofMillis(200),
          Duration.ofMillis(50),
          // A returning tier is noticed this late at most.
          Duration.ofSeconds(2),
          // Longer than a restart of ClickHouse; shorter than the default checkpoint timeout's
          // ten minutes, so that the failure names its cause.
          Duration.ofMinutes(8));

  BatchPolicy {
    if (maxRows < 1) {
      throw new IllegalArgumentException("maxRows: " + maxRows + " (expected: > 0)");
    }
  }
}
