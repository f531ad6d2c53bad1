package com.acme.analytics.flink.accepted;

import com.acme.analytics.flink.metrics.JobMetrics;
import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns records of {@code events.accepted} and {@code events.historical} into events. The topics
 * have one kind of producer, our own ingest, so a record that can't be read is a defect of ours or
 * damage: it must not stop every customer's stream, and must not vanish, so it is counted and
 * logged with its place in the topic, from where it can be read again once the defect is fixed.
 */
public final class AcceptedEventDeserializer
    implements KafkaRecordDeserializationSchema<AcceptedEvent> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(AcceptedEventDeserializer.class);

  private transient EventProjection projection;
  private transient Counter undecodable;

  @Override
  public void open(InitializationContext context) {
    projection = new EventProjection();
    undecodable = JobMetrics.of(context.getMetricGroup()).counter("acme_stream_undecodable_events");
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<AcceptedEvent> out) {
    AcceptedEvent event;
    try {
      event = projection.project(record.value());
    } catch (IOException | RuntimeException e) {
      // Avro meets damaged bytes with whatever exception its parser runs into.
      undecodable.inc();
      LOG.error(
          "undecodable event at topic {} partition {} offset {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e);
      return;
    }
    out.collect(event);
  }

  @Override
  public TypeInformation<AcceptedEvent> getProducedType() {
    return TypeInformation.of(AcceptedEvent.class);
  }
}
