package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.functions.ingest.pipeline.KafkaSettings.SecurityProtocol;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.KafkaEngine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class KafkaEventStreamTest {
  private static final TraceParent TRACE =
      new TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  private static EngineFixture<KafkaEngine> kafka;

  @BeforeAll
  static void startKafka() throws Exception {
    kafka = EngineFixture.kafka();
  }

  @AfterAll
  static void stopKafka() throws Exception {
    kafka.close();
  }

  @Test
  void storedEventsCanBeReadWithKeyAndTrace() throws Exception {
    createTopic("stored");
    List<StreamRecord> events = records(500);

    try (Producer<byte[], byte[]> producer = settings().newProducer()) {
      BitSet stored = stream(producer, "stored").publish(events, TRACE);
      assertThat(stored.cardinality()).isEqualTo(500);
    }

    List<ConsumerRecord<byte[], byte[]>> records = readAll("stored", 500);
    assertThat(records)
        .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
        .containsExactlyElementsOf(
            events.stream().map(e -> new String(e.value(), StandardCharsets.UTF_8)).toList());
    assertThat(records.getFirst().key()).isEqualTo("acme/u".getBytes(StandardCharsets.UTF_8));
    assertThat(records.getLast().headers().lastHeader("traceparent").value())
        .isEqualTo(TRACE.value().getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void whatIsNotHandedOverInTimeIsNotStoredAndTheRequestIsAnswered() {
    AtomicLong now = new AtomicLong();
    MockProducer<byte[], byte[]> slow =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    Map<Lane, String> topics =
        Map.of(Lane.ACCEPTED, "slow", Lane.HISTORICAL, "slow", Lane.REJECTED, "slow");

    BitSet stored =
        new KafkaEventStream(slow, topics, () -> now.getAndAdd(Duration.ofMillis(300).toNanos()))
            .publish(records(10), TRACE);

    assertThat(slow.history()).hasSize(3);
    assertThat(stored.stream()).containsExactly(0, 1, 2);
  }

  @Test
  void eachLaneIsATopicOfItsOwn() throws Exception {
    for (String topic : List.of("live", "historical", "rejected")) {
      createTopic(topic);
    }
    List<StreamRecord> records = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      records.add(
          new StreamRecord(lane, new byte[0], lane.name().getBytes(StandardCharsets.UTF_8)));
    }

    try (Producer<byte[], byte[]> producer = settings().newProducer()) {
      // The first time it learns three new topics, for which its time may be too short.
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> stream(producer, "live").publish(records, TRACE).cardinality() == 3);
    }

    assertThat(readAll("live", 1).getFirst().value()).asString().isEqualTo("ACCEPTED");
    assertThat(readAll("historical", 1).getFirst().value()).asString().isEqualTo("HISTORICAL");
    assertThat(readAll("rejected", 1).getFirst().value()).asString().isEqualTo("REJECTED");
  }

  @Test
  void nothingIsStoredInATopicThatDoesNotExist() {
    try (Producer<byte[], byte[]> producer = settings().newProducer()) {
      assertThat(stream(producer, "absent").publish(records(500), TRACE).isEmpty()).isTrue();
    }
  }

  @Test
  void oneRecordTooLargeForTheBrokerLeavesTheOthers() throws Exception {
    createTopic("small", Map.of("max.message.bytes", "2000"));
    StreamRecord large = new StreamRecord(Lane.ACCEPTED, new byte[0], noise(100_000));

    try (Producer<byte[], byte[]> producer = settings().newProducer()) {
      KafkaEventStream stream = stream(producer, "small");
      assertThat(stream.publish(records(1), TRACE).cardinality()).isEqualTo(1);
      assertThat(stream.publish(List.of(large), TRACE).isEmpty()).isTrue();
      assertThat(stream.publish(records(3), TRACE).cardinality()).isEqualTo(3);
    }
  }

  @Test
  void aKilledKafkaCostsNothingThatWasStoredAndIsUsedAgainOnceItIsBack() throws Exception {
    createTopic("killed");
    try (Producer<byte[], byte[]> producer = settings().newProducer()) {
      KafkaEventStream stream = stream(producer, "killed");
      assertThat(stream.publish(records(10), TRACE).cardinality()).isEqualTo(10);

      kafka.kill();

      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> stream.publish(records(10), TRACE).cardinality() == 10);
    }
    assertThat(readAll("killed", 20)).hasSizeGreaterThanOrEqualTo(20);
  }

  private static KafkaEventStream stream(Producer<byte[], byte[]> producer, String accepted) {
    return new KafkaEventStream(
        producer,
        Map.of(Lane.ACCEPTED, accepted, Lane.HISTORICAL, "historical", Lane.REJECTED, "rejected"));
  }

  private static KafkaSettings settings() {
    return new KafkaSettings(kafka.engine().bootstrapServers(), SecurityProtocol.PLAINTEXT);
  }

  private static List<StreamRecord> records(int count) {
    List<StreamRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(
          new StreamRecord(
              Lane.ACCEPTED,
              "acme/u".getBytes(StandardCharsets.UTF_8),
              ("value " + i).getBytes(StandardCharsets.UTF_8)));
    }
    return records;
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static void createTopic(String name) throws Exception {
    createTopic(name, Map.of());
  }

  private static void createTopic(String name, Map<String, String> config) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", kafka.engine().bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(config))).all().get();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> readAll(String topic, int atLeast) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.engine().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= atLeast;
              });
    }
    return records;
  }
}
