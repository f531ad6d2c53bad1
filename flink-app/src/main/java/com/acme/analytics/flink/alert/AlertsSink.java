package com.acme.analytics.flink.alert;

import com.acme.analytics.flink.config.KafkaConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The topic of alerts, written in transactions that a checkpoint commits: each alert once. */
public final class AlertsSink {
  /** What the names of its transactions begin with; what may write under them, may write alerts. */
  private static final String TRANSACTIONS = "acme-streaming-alerts";

  /**
   * How long a transaction waits for its commit: as long as brokers let it by default. What was
   * checkpointed and not committed in that time, because the job was away, is lost.
   */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

  private AlertsSink() {}

  public static KafkaSink<AlertRecord> of(KafkaConfig config) {
    Properties properties = config.clientProperties();
    properties.setProperty("transaction.timeout.ms", Long.toString(TRANSACTION_TIMEOUT.toMillis()));
    String topic = config.alertsTopic();
    KafkaRecordSerializationSchema<AlertRecord> records =
        (alert, context, timestamp) ->
            new ProducerRecord<>(topic, utf8(alert.key()), utf8(alert.json()));
    return KafkaSink.<AlertRecord>builder()
        .setBootstrapServers(config.bootstrapServers())
        .setKafkaProducerConfig(properties)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(TRANSACTIONS)
        .setRecordSerializer(records)
        .build();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
