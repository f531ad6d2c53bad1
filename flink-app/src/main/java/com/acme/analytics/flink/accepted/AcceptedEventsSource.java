package com.acme.analytics.flink.accepted;

import com.acme.analytics.flink.config.KafkaConfig;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The topics of accepted events as sources of the job. */
public final class AcceptedEventsSource {
  private AcceptedEventsSource() {}

  /**
   * The events of now. Reads from where the checkpoint restored says; without one from the group's
   * committed offsets; without those from the topic's start.
   */
  public static KafkaSource<AcceptedEvent> of(KafkaConfig config) {
    return source(config, config.acceptedTopic(), config.groupId());
  }

  /** The events that are older than the hot tier keeps, and declared backfills; read likewise. */
  public static KafkaSource<AcceptedEvent> historical(KafkaConfig config) {
    return source(config, config.historicalTopic(), config.historicalGroupId());
  }

  // The connector's interface takes the enumeration that Kafka's clients have deprecated.
  @SuppressWarnings("deprecation")
  private static KafkaSource<AcceptedEvent> source(KafkaConfig config, String topic, String group) {
    return KafkaSource.<AcceptedEvent>builder()
        .setBootstrapServers(config.bootstrapServers())
        .setTopics(topic)
        .setGroupId(group)
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setDeserializer(new AcceptedEventDeserializer())
        .setProperties(config.clientProperties())
        .build();
  }
}
