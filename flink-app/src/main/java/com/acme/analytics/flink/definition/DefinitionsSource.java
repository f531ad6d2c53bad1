package com.acme.analytics.flink.definition;

import com.acme.analytics.flink.config.KafkaConfig;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** The compacted topic of definitions as a source of the job. */
public final class DefinitionsSource {
  private DefinitionsSource() {}

  /**
   * Reads from where the checkpoint restored says, without one the whole topic. It is of no
   * consumer group: how far it has read is in checkpoints only.
   */
  public static KafkaSource<Definition> of(KafkaConfig config) {
    return KafkaSource.<Definition>builder()
        .setBootstrapServers(config.bootstrapServers())
        .setTopics(config.definitionsTopic())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new DefinitionDeserializer())
        .setProperties(config.clientProperties())
        .build();
  }
}
