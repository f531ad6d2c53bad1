package com.acme.analytics.functions.ingest.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
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
    Acknowledgements acknowledgements = new Acknowledgements(events.size());
    List<Header> headers =
        List.of(
            new RecordHeader(
                TraceParent.HEADER, trace.value().getBytes(StandardCharsets.US_ASCII)));
    try {
      for (int i = 0; i < events.size() && !acknowledgements.anyFailed(); i++) {
        // After a failure the next send would block as long again, so the rest isn't tried.
        Candidate event = events.get(i);
        int position = i;
        producer.send(
            new ProducerRecord<>(topic, null, null, event.key(), event.value(), headers),
            (metadata, failure) -> acknowledgements.complete(position, failure));
      }
      // Each record is acknowledged or given up within the producer's delivery timeout.
      producer.flush();
    } catch (KafkaException e) {
      acknowledgements.fail(e);
    }
    acknowledgements.firstFailure().ifPresent(failure -> warn(events.size(), failure));
    return acknowledgements.stored();
  }

  private void warn(int events, Exception failure) {
    LOG.warn(
        "not all of {} events were acknowledged by {}: {}: {}",
        events,
        topic,
        failure.getClass().getSimpleName(),
        failure.getMessage());
  }
}
