package com.acme.analytics.functions.ingest.pipeline;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.Future.State;
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

  private final Producer<byte[], byte[]> producer;
  private final Map<Lane, String> topics;

  /**
   * A stream.
   *
   * @param topics the topic of each lane
   */
  public KafkaEventStream(Producer<byte[], byte[]> producer, Map<Lane, String> topics) {
    this.producer = producer;
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
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Acknowledgements acknowledgements = new Acknowledgements(records.size());
    int sent = 0;
    try {
      for (StreamRecord record : records) {
        Future<RecordMetadata> future =
            producer.send(
                new ProducerRecord<>(
                    topics.get(record.lane()), null, null, record.key(), record.value(), headers),
                acknowledgements.of(sent++));
        if (future.state() == State.FAILED) {
          // The next one would block as long again before it fails.
          break;
        }
      }
    } catch (KafkaException e) {
      LOG.warn("events can't be published: {}: {}", e.getClass().getSimpleName(), e.getMessage());
    }
    BitSet stored = acknowledgements.await(sent, deadline);
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
