package com.acme.analytics.functions.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.ingest.pipeline.DerivedEventIds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GatewayPlatform.Resolver.class)
final class RawRecordsTest {
  private static final int PARTITIONS = 2;

  private final String topic = "events.raw-" + UUID.randomUUID();
  private GatewayPlatform platform;
  private Admin admin;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeEach
  void open(GatewayPlatform shared) throws Exception {
    platform = shared;
    Map<String, Object> connection = Map.of("bootstrap.servers", platform.bootstrapServers());
    admin = Admin.create(connection);
    admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
    producer =
        new KafkaProducer<>(connection, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void close() {
    producer.close();
    admin.close();
  }

  @Test
  void everyRecordIsPublishedOnceHoweverOftenTheGatewayIsReplaced() throws Exception {
    Set<UUID> ids = new HashSet<>();
    long begin = platform.end();
    for (int generation = 0; generation < 3; generation++) {
      try (Gateway gateway = gateway("100000")) {
        for (int i = 0; i < 100; i++) {
          ids.addAll(send("kinesis/s/%d-%d".formatted(generation, i), "{\"event\":\"a\"}", 1));
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::isAllCommitted);
      }
    }

    assertThat(platform.publishedFrom(begin, ids)).containsOnlyKeys(ids);
  }

  @Test
  void aLimitDelaysARecordAndLosesNothingOfIt() throws Exception {
    long begin = platform.end();
    Set<UUID> ids = send("kinesis/s/limited", "{\"event\":\"a\"}\n".repeat(6), 6);

    try (Gateway gateway = gateway("2")) {
      assertThat(platform.publishedFrom(begin, ids)).containsOnlyKeys(ids);
    }
  }

  @Test
  void aPoisonRecordStopsNothing() throws Exception {
    long begin = platform.end();
    send("kinesis/s/poison", "{\"event", 1);
    send("kinesis/s/empty", "", 1);
    send("not printable \u00e9", "{\"event\":\"a\"}", 0);
    producer.send(new ProducerRecord<>(topic, 0, null, new byte[] {1}, new byte[] {2})).get();
    Set<UUID> ids = send("kinesis/s/good", "{\"event\":\"a\"}", 1);

    try (Gateway gateway = gateway("1000")) {
      assertThat(platform.publishedFrom(begin, ids)).containsOnlyKeys(ids);
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::isAllCommitted);
    }
  }

  private Gateway gateway(String rate) {
    Map<String, String> environment = platform.environment();
    environment.put("ACME_EVENTS_RAW_TOPIC", topic);
    environment.put("ACME_EVENTS_RAW_RATE", rate);
    return Gateway.open(GatewaySettings.from(environment), Instant::now);
  }

  /** Sends a record as the connector does; gives the ids that its events will have. */
  private Set<UUID> send(String idBase, String body, int events) throws Exception {
    byte[] key = Integer.toString(idBase.hashCode()).getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key, body.getBytes(StandardCharsets.UTF_8));
    record.headers().add("acme-customer", "acme".getBytes(StandardCharsets.UTF_8));
    record.headers().add("acme-id-base", idBase.getBytes(StandardCharsets.UTF_8));
    producer.send(record).get();
    Set<UUID> ids = new HashSet<>();
    IntStream.range(0, events)
        .forEach(index -> ids.add(new DerivedEventIds(new CustomerId("acme"), idBase).idOf(index)));
    return ids;
  }

  private boolean isAllCommitted() throws Exception {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets("acme-gateway-raw").partitionsToOffsetAndMetadata().get();
    for (int i = 0; i < PARTITIONS; i++) {
      TopicPartition partition = new TopicPartition(topic, i);
      long end = platform.end(partition);
      OffsetAndMetadata offset = committed.get(partition);
      if (end > 0 && (offset == null || offset.offset() < end)) {
        return false;
      }
    }
    return true;
  }
}
