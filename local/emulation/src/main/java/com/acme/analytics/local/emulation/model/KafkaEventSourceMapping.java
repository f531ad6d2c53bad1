package com.acme.analytics.local.emulation.model;

import java.time.Duration;
import java.util.List;

/**
 * An event source mapping: topics of an MSK cluster whose records a function is invoked with.
 *
 * @param logicalId the resource's id in its stack
 * @param functionName the function to invoke
 * @param clusterArn the event source's ARN, which events carry
 * @param bootstrapServers where the cluster is found
 * @param topics the topics to read
 * @param consumerGroup the group that offsets are committed for
 * @param batchSize the most records in one invocation, 1 to 10,000
 * @param batchingWindow how long records are gathered after the first one, 0 to 300 s
 * @param startingPosition where a group without offsets begins
 */
public record KafkaEventSourceMapping(
    String logicalId,
    String functionName,
    String clusterArn,
    String bootstrapServers,
    List<String> topics,
    String consumerGroup,
    int batchSize,
    Duration batchingWindow,
    StartingPosition startingPosition) {

  /** Where a consumer group that has committed nothing begins. */
  public enum StartingPosition {
    /** At the oldest record that is kept. */
    TRIM_HORIZON,
    /** At the next record. */
    LATEST
  }

  /** Checks the bounds. */
  public KafkaEventSourceMapping {
    topics = List.copyOf(topics);
    if (batchSize < 1 || batchSize > 10_000) {
      throw new IllegalArgumentException("batchSize: " + batchSize + " (expected: 1 to 10000)");
    }
    if (batchingWindow.isNegative() || batchingWindow.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException(
          "batchingWindow: " + batchingWindow + " (expected: PT0S to PT5M)");
    }
  }
}
