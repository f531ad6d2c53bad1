package com.acme.analytics.functions.ingest.management.definitions;

import com.acme.analytics.functions.definitions.DefinitionTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Future.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes definitions through a producer that waits for every in-sync replica. */
public final class KafkaDefinitionTopic implements DefinitionTopic {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaDefinitionTopic.class);

  /** A little longer than the producer itself tries. */
  private static final Duration PATIENCE = Duration.ofMillis(1_900);

  private final Producer<byte[], byte[]> producer;
  private final String topic;

  public KafkaDefinitionTopic(Producer<byte[], byte[]> producer, String topic) {
    this.producer = Objects.requireNonNull(producer, "producer");
    this.topic = Objects.requireNonNull(topic, "topic");
  }

  @Override
  public BitSet publish(List<Change> changes) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<Future<RecordMetadata>> sent = new ArrayList<>(changes.size());
    BitSet stored = new BitSet(changes.size());
    try {
      for (Change change : changes) {
        Future<RecordMetadata> future = producer.send(record(change));
        sent.add(future);
        if (future.state() == State.FAILED) {
          // The next one might block as long again.
          break;
        }
      }
      for (int i = 0; i < sent.size(); i++) {
        RecordMetadata unused = sent.get(i).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        stored.set(i);
      }
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      LOG.warn("definitions can't be published: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("interrupted while definitions were published");
    }
    return stored;
  }

  private ProducerRecord<byte[], byte[]> record(Change change) {
    return new ProducerRecord<>(
        topic,
        change.key().getBytes(StandardCharsets.UTF_8),
        change.json().map(json -> json.getBytes(StandardCharsets.UTF_8)).orElse(null));
  }
}
