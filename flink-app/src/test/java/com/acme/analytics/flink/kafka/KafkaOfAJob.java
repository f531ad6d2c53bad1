package com.acme.analytics.flink.kafka;

import com.acme.analytics.flink.config.KafkaConfig;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.KafkaEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A real Kafka for a small job in this process, whose checkpoints come often. */
public final class KafkaOfAJob implements AutoCloseable {
  private final EngineFixture<KafkaEngine> kafka;

  /** Starts it with these topics. */
  public KafkaOfAJob(NewTopic... topics) throws Exception {
    kafka = EngineFixture.kafka();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
      admin.createTopics(List.of(topics)).all().get();
    }
  }

  public String servers() {
    return kafka.engine().bootstrapServers();
  }

  /** What the job is told of it: the topics have the names they have everywhere. */
  public KafkaConfig config() {
    return new KafkaConfig(
        servers(),
        KafkaConfig.SecurityProtocol.PLAINTEXT,
        "events.accepted",
        "events.historical",
        "definitions",
        "alerts",
        "events.unique",
        "live",
        "analytics",
        "analytics-historical");
  }

  /** Where the job runs, with further settings. */
  public static StreamExecutionEnvironment environment(Configuration further) {
    Configuration settings =
        new Configuration()
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200))
            // Hadoop's classes, which Parquet brings, ask for them in a way JDK 25 refuses.
            .set(SecurityOptions.DELEGATION_TOKENS_ENABLED, false);
    settings.addAll(further);
    return StreamExecutionEnvironment.createLocalEnvironment(2, settings);
  }

  /** Reads what is committed of a topic's only partition. */
  public KafkaConsumer<String, String> committed(String topic) {
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                servers(),
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed"),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.assign(List.of(new TopicPartition(topic, 0)));
    return consumer;
  }

  @Override
  public void close() throws Exception {
    kafka.close();
  }
}
