package com.acme.analytics.cdk.settings;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Kafka topic.
 *
 * @param partitions can grow later, never shrink
 * @param retention how long a record is kept; of a compacted topic, the mark of a deletion
 * @param compacted whether the newest record of each key is kept for ever, and no other
 * @param largeRecords whether a record may have up to 2 MiB instead of Kafka's usual 1 MiB
 */
public record TopicSettings(
    String name, int partitions, Duration retention, boolean compacted, boolean largeRecords) {
  private static final int LARGE_BYTES = 2 * 1024 * 1024;

  /** A topic that keeps every record for its time. */
  public TopicSettings(String name, int partitions, Duration retention) {
    this(name, partitions, retention, false, false);
  }

  /** A topic that keeps every record for its time, also those over 1 MiB. */
  public static TopicSettings ofLargeRecords(String name, int partitions, Duration retention) {
    return new TopicSettings(name, partitions, retention, false, true);
  }

  /** A topic that keeps the newest record of each key. */
  public static TopicSettings compacted(String name, int partitions, Duration deletionRetention) {
    return new TopicSettings(name, partitions, deletionRetention, true, false);
  }

  /** The topic's settings on Kafka. */
  public Map<String, String> config() {
    Map<String, String> config = new TreeMap<>();
    String millis = Long.toString(retention.toMillis());
    if (compacted) {
      config.put("cleanup.policy", "compact");
      config.put("delete.retention.ms", millis);
    } else {
      config.put("retention.ms", millis);
    }
    if (largeRecords) {
      config.put("max.message.bytes", Integer.toString(LARGE_BYTES));
    }
    return config;
  }

  public TopicSettings {
    Expect.matches("name", name, "[a-z]+(\\.[a-z]+)*");
    Expect.between("partitions", partitions, 1, 1_000);
    Expect.between("retention", retention, Duration.ofHours(1), Duration.ofDays(30));
  }
}
