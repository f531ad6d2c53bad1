package com.acme.analytics.flink.live;

import com.acme.analytics.flink.config.KafkaConfig;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The topic of live changes, written at once and at least once: a transaction would keep them back
 * until the next checkpoint, and a repeat of whole figures changes nothing.
 */
public final class LiveSink {
  private LiveSink() {}

  public static KafkaSink<LiveRecord> of(KafkaConfig config) {
    Properties producer = config.clientProperties();
    producer.setProperty("compression.type", "lz4");
    String topic = config.liveTopic();
    KafkaRecordSerializationSchema<LiveRecord> records =
        (live, context, timestamp) ->
            new ProducerRecord<>(
                topic, live.customer().getBytes(StandardCharsets.UTF_8), live.json());
    return KafkaSink.<LiveRecord>builder()
        .setBootstrapServers(config.bootstrapServers())
        .setKafkaProducerConfig(producer)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(records)
        .build();
  }
}
