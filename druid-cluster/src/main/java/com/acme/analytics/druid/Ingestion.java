package com.acme.analytics.druid;

import java.time.Period;
import java.util.Map;

/**
 * In what one environment's ingestion differs from another's.
 *
 * @param topic the Kafka topic of unique events
 * @param consumer settings of Kafka consumers: where the brokers are and how to sign in
 * @param tasks how many tasks read at once, at most one for each partition
 * @param replicas how many tasks read each partition, and how many historicals hold each segment
 * @param retention how long minutes are kept
 */
public record Ingestion(
    String topic, Map<String, String> consumer, int tasks, int replicas, Period retention) {
  public Ingestion {
    consumer = Map.copyOf(consumer);
    if (tasks < 1 || replicas < 1) {
      throw new IllegalArgumentException(
          "tasks: %d, replicas: %d (expected: 1 or more of each)".formatted(tasks, replicas));
    }
    if (retention.isNegative() || retention.isZero()) {
      throw new IllegalArgumentException("retention: %s (expected: days)".formatted(retention));
    }
  }
}
