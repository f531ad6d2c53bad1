package com.acme.analytics.flink.accepted;

import com.acme.analytics.flink.config.KafkaConfig;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The topic of accepted events as a source of the job. */
public final class AcceptedEventsSource {
  private AcceptedEventsSource() {}

  /**
   * Reads from where the checkpoint restored says; without one from the group's committed offsets;
   * without those from the topic's start.
   */
  // The connector's interface takes the enumeration that Kafka's clients have deprecated.
  @SuppressWarnings("deprecation")
  public static KafkaSource<AcceptedEvent> of(KafkaConfig config) {
    return KafkaSource.<AcceptedEvent>builder()
        .setBootstrapServers(config.bootstrapServers())
        .setTopics(config.acceptedTopic())
        .setGroupId(config.groupId())
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setDeserializer(new AcceptedEventDeserializer())
        .setProperties(config.clientProperties())
        .build();
  }
}
