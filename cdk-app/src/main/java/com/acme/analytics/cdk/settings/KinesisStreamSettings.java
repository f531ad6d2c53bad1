package com.acme.analytics.cdk.settings;

import java.time.Duration;

/**
 * A Kinesis stream and what copies it to Kafka.
 *
 * @param customer whose all its records are
 * @param retention how long records stay in the stream, and so how long a connector may be away
 * @param tasks among which the shards are divided, at most
 * @param workers of one MSK Connect unit each
 * @param connected whether the connector is there. A new plug-in needs a new connector, and of a
 *     name there can be one at a time: one deployment without it, then one with it
 */
public record KinesisStreamSettings(
    String customer, Duration retention, int tasks, int workers, boolean connected) {
  public KinesisStreamSettings {
    Expect.matches("customer", customer, "[a-z0-9][a-z0-9-]{0,63}");
    Expect.between("retention", retention, Duration.ofDays(1), Duration.ofDays(365));
    Expect.between("tasks", tasks, 1, 1_000);
    Expect.between("workers", workers, 1, 10);
  }
}
