package com.acme.analytics.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.supervisor.ConnectEngine;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.KafkaEngine;
import com.acme.analytics.local.supervisor.KinesisEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The zip in a real worker, between a real Kinesis and a real Kafka. */
final class PlugInIT {
  private static final TopicPartition RAW = new TopicPartition("events.raw", 0);
  private static final Map<String, String> CREDENTIALS =
      Map.of("AWS_ACCESS_KEY_ID", "any", "AWS_SECRET_ACCESS_KEY", "any");

  @Test
  void aWorkerKilledAndRestartedLosesNothingAndWhatItRepeatsHasTheSameIds() throws Exception {
    try (EngineFixture<KafkaEngine> kafka = EngineFixture.kafka();
        EngineFixture<KinesisEngine> kinesis = EngineFixture.kinesis();
        RealStream stream = new RealStream(kinesis, 2);
        EngineFixture<ConnectEngine> connect =
            EngineFixture.start(
                new ConnectEngine(
                    EngineFixture.freePort(),
                    kafka.engine().bootstrapServers(),
                    List.of(Path.of("target/kinesis-source.zip")),
                    CREDENTIALS));
        KafkaConsumer<String, String> consumer = consumer(kafka.engine())) {
      connect.engine().configure("kinesis-acme", json(stream.settings()));
      put(stream, 0, 200);
      // Id bases by value: a value that came twice must have come with the same.
      Map<String, Set<String>> read = new HashMap<>();
      awaitCount(consumer, read, 50);

      connect.kill();
      put(stream, 200, 300);

      awaitCount(consumer, read, 300);
      assertThat(read.keySet())
          .isEqualTo(
              IntStream.range(0, 300).mapToObj(Integer::toString).collect(Collectors.toSet()));
      assertThat(read.values()).allSatisfy(idBases -> assertThat(idBases).hasSize(1));
    }
  }

  private static void put(RealStream stream, int from, int to) {
    IntStream.range(from, to).forEach(i -> stream.put("key-" + i, Integer.toString(i)));
  }

  private static void awaitCount(
      KafkaConsumer<String, String> consumer, Map<String, Set<String>> read, int count) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                assertThat(header(record, RawHeaders.CUSTOMER)).isEqualTo("acme");
                assertThat(record.key()).isEqualTo("key-" + record.value());
                read.computeIfAbsent(record.value(), any -> new HashSet<>())
                    .add(header(record, RawHeaders.ID_BASE));
              }
              return read.size() >= count;
            });
  }

  private static KafkaConsumer<String, String> consumer(KafkaEngine kafka) throws Exception {
    Map<String, Object> connection = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(connection)) {
      admin.createTopics(List.of(new NewTopic(RAW.topic(), 1, (short) 1))).all().get();
    }
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(connection, new StringDeserializer(), new StringDeserializer());
    consumer.assign(List.of(RAW));
    consumer.seekToBeginning(List.of(RAW));
    return consumer;
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static String json(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("connector.class", KinesisSourceConnector.class.getName());
    all.put("tasks.max", "2");
    all.put("header.converter", "org.apache.kafka.connect.storage.SimpleHeaderConverter");
    return all.entrySet().stream()
        .map(setting -> "\"%s\":\"%s\"".formatted(setting.getKey(), setting.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
