package com.acme.analytics.functions.ingest.pipeline;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.Future.State;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes records through a producer made with {@link KafkaSettings}. Many threads may publish at
 * once; each waits for its own records only.
 */
public final class KafkaEventStream implements EventStream {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaEventStream.class);

  /**
   * After that a request is answered, whatever the producer still hopes for: the events may be
   * stored all the same, and sending them again is harmless.
   */
  private static final Duration PATIENCE = Duration.ofMillis(1_900);

  /**
   * How long records are handed to the producer. Each may block for {@link
   * KafkaSettings#MOST_BLOCKED} while its buffer is full, and the request has to be answered all
   * the same: those that are left over are not stored.
   */
  static final Duration SENDING = PATIENCE.minus(KafkaSettings.MOST_BLOCKED);

  private final Producer<byte[], byte[]> producer;
  private final Map<Lane, String> topics;
  private final LongSupplier nanoTime;

  /**
   * A stream.
   *
   * @param topics the topic of each lane
   */
  public KafkaEventStream(Producer<byte[], byte[]> producer, Map<Lane, String> topics) {
    this(producer, topics, System::nanoTime);
  }

  KafkaEventStream(
      Producer<byte[], byte[]> producer, Map<Lane, String> topics, LongSupplier nanoTime) {
    this.producer = producer;
    this.nanoTime = nanoTime;
    this.topics = Map.copyOf(topics);
    for (Lane lane : Lane.values()) {
      if (!topics.containsKey(lane)) {
        throw new IllegalArgumentException(
            "topics: " + topics + " (expected: one for " + lane + ")");
      }
    }
  }

  @Override
  public BitSet publish(List<StreamRecord> records, TraceParent trace) {
    Header header =
        new RecordHeader(TraceParent.HEADER, trace.value().getBytes(StandardCharsets.US_ASCII));
    List<Header> headers = List.of(header);
    long start = nanoTime.getAsLong();
    Acknowledgements acknowledgements = new Acknowledgements(records.size());
    int sent = 0;
    try {
      for (StreamRecord record : records) {
        Future<RecordMetadata> future =
            producer.send(
                new ProducerRecord<>(
                    topics.get(record.lane()), null, null, record.key(), record.value(), headers),
                acknowledgements.of(sent++));
        if (future.state() == State.FAILED || nanoTime.getAsLong() - start > SENDING.toNanos()) {
          // The next one might block as long again.
          break;
        }
      }
    } catch (KafkaException e) {
      LOG.warn("events can't be published: {}: {}", e.getClass().getSimpleName(), e.getMessage());
    }
    BitSet stored = acknowledgements.await(sent, start + PATIENCE.toNanos(), nanoTime);
    if (stored.cardinality() < records.size()) {
      LOG.warn(
          "{} of {} records were not acknowledged: {}",
          records.size() - stored.cardinality(),
          records.size(),
          acknowledgements.failure());
    }
    return stored;
  }
}
