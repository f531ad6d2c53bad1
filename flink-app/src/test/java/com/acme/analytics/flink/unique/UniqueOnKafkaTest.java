package com.acme.analytics.flink.unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.Events;
import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.accepted.AcceptedEventsSource;
import com.acme.analytics.flink.config.KafkaConfig;
import com.acme.analytics.flink.deduplication.Deduplicate;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.device.Device;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.KafkaEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** The sink on a real Kafka, in a real job that fails once. */
class UniqueOnKafkaTest {
  /** Whether the job has failed; a restarted operator is another object. */
  private static final AtomicBoolean FAILED = new AtomicBoolean();

  @Test
  void eachEventIsThereOnceThoughItCameTwiceAndTheJobFailedBetweenCheckpoints() throws Exception {
    try (EngineFixture<KafkaEngine> kafka = EngineFixture.kafka()) {
      String servers = kafka.engine().bootstrapServers();
      createTopics(servers);
      send(servers, 0, 50);
      JobClient job = startJob(servers);
      try (KafkaConsumer<String, String> unique = consumer(servers)) {
        List<String> read = new ArrayList<>();
        awaitEvents(unique, read, 50);
        send(servers, 25, 100);
        awaitEvents(unique, read, 100);
      } finally {
        job.cancel().get();
      }
      assertThat(FAILED).isTrue();
    }
  }

  private static void createTopics(String servers) throws Exception {
    try (Admin topics = Admin.create(Map.of("bootstrap.servers", servers))) {
      topics
          .createTopics(
              List.of(
                  new NewTopic("events.accepted", 2, (short) 1),
                  new NewTopic("events.unique", 1, (short) 1)))
          .all()
          .get();
    }
  }

  private static JobClient startJob(String servers) throws Exception {
    KafkaConfig config =
        new KafkaConfig(
            servers,
            KafkaConfig.SecurityProtocol.PLAINTEXT,
            "events.accepted",
            "events.historical",
            "definitions",
            "alerts",
            "events.unique",
            "live",
            "analytics",
            "analytics-historical");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            2,
            new Configuration()
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200))
                .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(
                    RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY,
                    Duration.ofMillis(10))
                // Hadoop's classes, which Parquet brings, ask for them in a way JDK 25 refuses.
                .set(SecurityOptions.DELEGATION_TOKENS_ENABLED, false));
    environment
        .fromSource(AcceptedEventsSource.of(config), WatermarkStrategy.noWatermarks(), "accepted")
        .keyBy(AcceptedEvent::userKey)
        .process(new Deduplicate(Duration.ofHours(1)))
        .map(UniqueOnKafkaTest::failOnce)
        .sinkTo(UniqueSink.of(config));
    return environment.executeAsync();
  }

  private static DescribedEvent failOnce(AcceptedEvent event) {
    if (event.eventIdLow() == 75 && FAILED.compareAndSet(false, true)) {
      throw new IllegalStateException("the failure of this test");
    }
    return new DescribedEvent(event, Device.NONE);
  }

  /** Each of them twice. */
  private static void send(String servers, int from, int to) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = from; i < to; i++) {
        Event event = Events.event("shop", "u" + i % 7, new UUID(1, i));
        event.setPagePath("/" + i);
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>("events.accepted", Events.avro(event));
        producer.send(record).get();
        producer.send(record).get();
      }
    }
  }

  private static KafkaConsumer<String, String> consumer(String servers) {
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                servers,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed"),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.assign(List.of(new TopicPartition("events.unique", 0)));
    return consumer;
  }

  private static void awaitEvents(
      KafkaConsumer<String, String> unique, List<String> read, int count) {
    List<String> expected = IntStream.range(0, count).mapToObj(i -> "/" + i).toList();
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              unique.poll(Duration.ofMillis(100)).forEach(record -> read.add(path(record.value())));
              assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
            });
  }

  private static String path(String json) {
    return json.replaceFirst(".*\"path\":\"", "").replaceFirst("\".*", "");
  }
}
