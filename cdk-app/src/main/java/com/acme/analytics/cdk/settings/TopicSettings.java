package com.acme.analytics.cdk.settings;

import java.time.Duration;

/**
 * One Kafka topic.
 *
 * @param partitions can grow later, never shrink
 * @param retention how long a record is kept
 */
public record TopicSettings(String name, int partitions, Duration retention) {
  public TopicSettings {
    Expect.matches("name", name, "[a-z]+(\\.[a-z]+)*");
    Expect.between("partitions", partitions, 1, 1_000);
    Expect.between("retention", retention, Duration.ofHours(1), Duration.ofDays(30));
  }
}
