package com.acme.analytics.benchmarks.ingest;

import com.acme.analytics.functions.ingest.pipeline.KafkaSettings;
import com.acme.analytics.functions.ingest.pipeline.KafkaSettings.SecurityProtocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A bare producer, set up as the gateway's, that sends what the gateway sent: the same keys, values
 * and headers, read back from the topic.
 */
final class ProducerSender implements Sender, AutoCloseable {
  private static final int RECORDS = 20_000;

  private final int batch;
  private final List<ProducerRecord<byte[], byte[]>> records;
  private final Producer<byte[], byte[]> producer;
  private final AtomicInteger next = new AtomicInteger();

  ProducerSender(String bootstrapServers, int batch) {
    this.batch = batch;
    this.records = published(bootstrapServers);
    this.producer = new KafkaSettings(bootstrapServers, SecurityProtocol.PLAINTEXT).newProducer();
  }

  @Override
  public CompletableFuture<Void> send() {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    AtomicInteger left = new AtomicInteger(batch);
    int first = next.getAndAdd(batch);
    for (int i = 0; i < batch; i++) {
      // The callback hears of the same.
      var unused =
          producer.send(
              records.get(Math.floorMod(first + i, records.size())),
              (metadata, failure) -> {
                if (failure != null) {
                  stored.completeExceptionally(failure);
                } else if (left.decrementAndGet() == 0) {
                  stored.complete(null);
                }
              });
    }
    return stored;
  }

  @Override
  public void close() {
    producer.close();
  }

  private static List<ProducerRecord<byte[], byte[]>> published(String bootstrapServers) {
    long wanted = Math.min(RECORDS, TopicSize.now(bootstrapServers).records());
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(IngestEngines.ACCEPTED).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (records.size() < wanted) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          records.add(
              new ProducerRecord<>(
                  record.topic(), null, null, record.key(), record.value(), record.headers()));
        }
      }
    }
    return records;
  }
}
