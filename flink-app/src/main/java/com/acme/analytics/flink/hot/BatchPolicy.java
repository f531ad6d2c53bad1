package com.acme.analytics.flink.hot;

import java.io.Serializable;
import java.time.Duration;

/**
 * When the rows of one subtask are sent, and how many may wait.
 *
 * @param maxRows rows of one insert, at most
 * @param maxBytes bytes of one insert, about at most
 * @param maxDelay how long a row waits for others, unless inserts are slower than rows come
 * @param minSpacing from the start of one insert to the start of the next, at least: bounds the
 *     inserts per second
 * @param maxInFlight inserts under way at once, at most; each has a thread
 * @param maxBufferedRows rows that wait or are under way before the task waits too
 * @param maxBufferedBytes bytes of these rows; they lie on the heap and in each checkpoint
 * @param retries how a failed insert is repeated
 */
public record BatchPolicy(
    int maxRows,
    int maxBytes,
    Duration maxDelay,
    Duration minSpacing,
    int maxInFlight,
    int maxBufferedRows,
    long maxBufferedBytes,
    RetryPolicy retries)
    implements Serializable {
  /** For events: one is to be visible within a second of its request. */
  public static final BatchPolicy EVENTS =
      new BatchPolicy(
          20_000,
          8 << 20,
          // The largest part of that second, beside the server's own gathering of inserts.
          Duration.ofMillis(200),
          Duration.ofMillis(100),
          // ClickHouse answers an insert after up to its 200 ms of gathering: two overlap, and the
          // third is for the one that is slow.
          3,
          // A minute's rows of a subtask with 1,000 events per second.
          200_000,
          64L << 20,
          RetryPolicy.STANDARD);

  /** For rows that are written again and again as they change. */
  public static final BatchPolicy UPSERTS =
      new BatchPolicy(
          20_000,
          8 << 20,
          Duration.ofMillis(500),
          Duration.ofMillis(250),
          2,
          100_000,
          32L << 20,
          RetryPolicy.STANDARD);

  public BatchPolicy {
    positive("maxRows", maxRows);
    positive("maxBytes", maxBytes);
    positive("maxInFlight", maxInFlight);
    positive("maxBufferedRows", maxBufferedRows);
    positive("maxBufferedBytes", maxBufferedBytes);
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
    }
  }
}
