package com.acme.analytics.cdk.settings;

import java.time.Duration;
import java.util.Map;

/**
 * One Kafka topic.
 *
 * @param partitions can grow later, never shrink
 * @param retention how long a record is kept; of a compacted topic, the mark of a deletion
 * @param compacted whether the newest record of each key is kept for ever, and no other
 */
public record TopicSettings(String name, int partitions, Duration retention, boolean compacted) {
  /** A topic that keeps every record for its time. */
  public TopicSettings(String name, int partitions, Duration retention) {
    this(name, partitions, retention, false);
  }

  /** A topic that keeps the newest record of each key. */
  public static TopicSettings compacted(String name, int partitions, Duration deletionRetention) {
    return new TopicSettings(name, partitions, deletionRetention, true);
  }

  /** The topic's settings on Kafka. */
  public Map<String, String> config() {
    String millis = Long.toString(retention.toMillis());
    return compacted
        ? Map.of("cleanup.policy", "compact", "delete.retention.ms", millis)
        : Map.of("retention.ms", millis);
  }

  public TopicSettings {
    Expect.matches("name", name, "[a-z]+(\\.[a-z]+)*");
    Expect.between("partitions", partitions, 1, 1_000);
    Expect.between("retention", retention, Duration.ofHours(1), Duration.ofDays(30));
  }
}
