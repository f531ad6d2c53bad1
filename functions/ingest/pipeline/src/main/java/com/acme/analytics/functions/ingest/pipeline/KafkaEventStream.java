package com.acme.analytics.functions.ingest.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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

/** Publishes events to a Kafka topic through a producer made with {@link KafkaSettings}. */
public final class KafkaEventStream implements EventStream {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaEventStream.class);

  private final Producer<byte[], byte[]> producer;
  private final String topic;

  public KafkaEventStream(Producer<byte[], byte[]> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  @Override
  public BitSet publish(List<Candidate> events, TraceParent trace) {
    Header header =
        new RecordHeader(TraceParent.HEADER, trace.value().getBytes(StandardCharsets.US_ASCII));
    List<Header> headers = List.of(header);
    List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
    try {
      for (Candidate event : events) {
        Future<RecordMetadata> record =
            producer.send(
                new ProducerRecord<>(topic, null, null, event.key(), event.value(), headers));
        sent.add(record);
        if (record.state() == State.FAILED) {
          // The next one would block as long again before it fails.
          break;
        }
      }
      // Returns once each record is stored or, after the producer's delivery timeout, given up.
      producer.flush();
    } catch (KafkaException e) {
      warn(events.size(), e);
    }
    return stored(sent);
  }

  private BitSet stored(List<Future<RecordMetadata>> sent) {
    BitSet stored = new BitSet(sent.size());
    Throwable failure = null;
    for (int i = 0; i < sent.size(); i++) {
      switch (sent.get(i).state()) {
        case SUCCESS -> stored.set(i);
        case FAILED -> failure = sent.get(i).exceptionNow();
        case RUNNING, CANCELLED -> {
          // Nobody can tell any more; not stored as far as the client is concerned.
        }
      }
    }
    if (failure != null) {
      warn(sent.size() - stored.cardinality(), failure);
    }
    return stored;
  }

  private void warn(int events, Throwable failure) {
    LOG.warn(
        "{} events were not acknowledged by topic {}: {}: {}",
        events,
        topic,
        failure.getClass().getSimpleName(),
        failure.getMessage());
  }
}
