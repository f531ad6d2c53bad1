package com.acme.analytics.cdk.settings;

import java.util.List;
import java.util.Objects;

/**
 * Events that come by Kinesis.
 *
 * @param raw the topic between the connectors and the gateway
 * @param eventsPerSecond of one customer, over all its streams
 * @param streams each with a connector of its own
 */
public record KinesisSettings(
    TopicSettings raw, int eventsPerSecond, List<KinesisStreamSettings> streams) {
  public KinesisSettings {
    Objects.requireNonNull(raw, "raw");
    Expect.between("eventsPerSecond", eventsPerSecond, 1, 10_000_000);
    streams = List.copyOf(streams);
  }
}
