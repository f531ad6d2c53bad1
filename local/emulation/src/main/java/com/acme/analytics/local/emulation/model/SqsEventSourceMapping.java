package com.acme.analytics.local.emulation.model;

import java.time.Duration;

/**
 * An event source mapping: a queue whose messages a function is invoked with.
 *
 * @param logicalId the resource's id in its stack
 * @param functionName the function to invoke
 * @param queue where the messages are
 * @param batchSize the most messages in one invocation, 1 to 10,000
 * @param batchingWindow how long messages are gathered after the first one, 0 to 300 s
 * @param reportsItemFailures whether the function's answer names the messages that failed; else an
 *     answer means that all are done
 * @param concurrency the most invocations at once
 */
public record SqsEventSourceMapping(
    String logicalId,
    String functionName,
    Queue queue,
    int batchSize,
    Duration batchingWindow,
    boolean reportsItemFailures,
    int concurrency) {
  /** What one request to SQS may ask for. */
  private static final int WITHOUT_WINDOW = 10;

  /** Checks the bounds. */
  public SqsEventSourceMapping {
    if (batchSize < 1 || batchSize > 10_000) {
      throw new IllegalArgumentException("batchSize: " + batchSize + " (expected: 1 to 10000)");
    }
    if (batchingWindow.isNegative() || batchingWindow.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException(
          "batchingWindow: " + batchingWindow + " (expected: PT0S to PT5M)");
    }
    if (batchSize > WITHOUT_WINDOW && batchingWindow.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "batchingWindow: %s (expected: at least PT1S, as batchSize is %d)"
              .formatted(batchingWindow, batchSize));
    }
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency: " + concurrency + " (expected: >= 1)");
    }
  }
}
