package com.acme.analytics.functions.ingest.gateway.raw;

import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.functions.ingest.pipeline.Ingestion;
import com.acme.analytics.functions.ingest.pipeline.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of raw records, as one of a group, and takes them in. Where it is in a partition
 * is committed once all before that is settled: after a kill some records are read again, and make
 * events with the same ids.
 */
public final class RawConsumer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RawConsumer.class);
  private static final String GROUP = "acme-gateway-raw";
  private static final Duration POLL = Duration.ofMillis(500);

  /** How often the group is told, while records are taken in, that this member lives. */
  private static final long BUSY_POLL_MS = 200;

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final int POLL_RECORDS = 500;
  private static final int FETCH_BYTES = 8 * 1024 * 1024;
  private static final int PARTITION_FETCH_BYTES = 2 * 1024 * 1024;

  private final RawTopic topic;
  private final RawDoor door;
  private final RawMetrics metrics;
  private final Consumer<byte[], byte[]> consumer;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread thread;
  private volatile boolean closing;
  private boolean busy;

  /** Begins to read. */
  public RawConsumer(
      KafkaSettings kafka,
      RawTopic topic,
      Ingestion ingestion,
      IngestMetrics events,
      MeterRegistry registry) {
    this.topic = topic;
    this.metrics = new RawMetrics(registry);
    this.door = new RawDoor(ingestion, topic.limit(), metrics, events);
    this.consumer =
        new KafkaConsumer<>(
            properties(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.thread = Thread.ofPlatform().name("raw-consumer").start(this::run);
  }

  /** Ends after the events under way; what waits to be tried again is read again by another. */
  @Override
  public void close() {
    closing = true;
    door.close();
    boolean interrupted = false;
    try {
      thread.join(CLOSE_TIMEOUT.multipliedBy(2));
    } catch (InterruptedException e) {
      interrupted = true;
    }
    threads.shutdownNow();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer) {
      consumer.subscribe(List.of(topic.name()), new PauseWhileBusy());
      while (!closing) {
        readOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      LOG.warn("the consumer did not end in order: {}", e.getMessage());
    }
  }

  private void readOnce() throws InterruptedException {
    try {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        takeIn(records);
      }
      metrics.lag(lag());
    } catch (KafkaException e) {
      LOG.error("{} can't be read now", topic.name(), e);
      TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAILURE.toMillis());
    }
  }

  private void takeIn(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
    RawBatch batch = new RawBatch(records, door, threads);
    busy = true;
    consumer.pause(consumer.assignment());
    try {
      while (!batch.await(BUSY_POLL_MS)) {
        consumer.poll(Duration.ZERO);
      }
    } finally {
      commit(batch.positions());
      busy = false;
      consumer.resume(consumer.paused());
    }
  }

  /** A partition that is another's meanwhile is that one's to commit. */
  private void commit(Map<TopicPartition, OffsetAndMetadata> positions) {
    positions.keySet().retainAll(consumer.assignment());
    try {
      consumer.commitSync(positions, CLOSE_TIMEOUT);
    } catch (KafkaException e) {
      LOG.warn("{}: not committed, may be read again: {}", positions, e.getMessage());
    }
  }

  private long lag() {
    return consumer.assignment().stream()
        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
        .sum();
  }

  private static Map<String, Object> properties(KafkaSettings kafka) {
    Map<String, Object> properties = kafka.connection();
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
    properties.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return properties;
  }

  /** Partitions that come while records are taken in have to wait with the others. */
  private final class PauseWhileBusy implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      // What of them is under way is settled all the same, and read again by their next owner.
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (busy) {
        consumer.pause(partitions);
      }
    }
  }
}
