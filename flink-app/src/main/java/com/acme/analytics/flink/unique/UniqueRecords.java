package com.acme.analytics.flink.unique;

import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.metrics.JobMetrics;
import java.io.IOException;
import java.util.UUID;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events as records of the topic. One that can't be read is counted and logged, and not there. */
final class UniqueRecords implements KafkaRecordSerializationSchema<DescribedEvent> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(UniqueRecords.class);

  private final String topic;
  private transient UniqueEventJson json;
  private transient Counter undecodable;

  UniqueRecords(String topic) {
    this.topic = topic;
  }

  @Override
  public void open(InitializationContext context, KafkaSinkContext sinkContext) {
    json = new UniqueEventJson();
    undecodable =
        JobMetrics.of(context.getMetricGroup())
            .counter("acme_stream_unique_undecodable_events_total");
  }

  /** Without a key, so that batches are full; without the event's time, by which Kafka deletes. */
  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      DescribedEvent described, KafkaSinkContext context, Long timestamp) {
    try {
      return new ProducerRecord<>(topic, json.write(described));
    } catch (IOException | RuntimeException e) {
      // The source has read its first fields; only damage behind them leads here.
      AcceptedEvent accepted = described.accepted();
      undecodable.inc();
      LOG.error(
          "undecodable event {} of {}",
          new UUID(accepted.eventIdHigh(), accepted.eventIdLow()),
          accepted.userKey(),
          e);
      // What was begun of it must not become part of the next.
      json = new UniqueEventJson();
      return null;
    }
  }
}
