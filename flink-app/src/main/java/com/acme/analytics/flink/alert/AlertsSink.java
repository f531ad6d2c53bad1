package com.acme.analytics.flink.alert;

import com.acme.analytics.flink.config.KafkaConfig;
import com.acme.analytics.flink.kafka.TransactionalTopic;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The topic of alerts, written in transactions that a checkpoint commits: each alert once. */
public final class AlertsSink {
  /** What the names of its transactions begin with; what may write under them, may write alerts. */
  private static final String TRANSACTIONS = "acme-streaming-alerts";

  private AlertsSink() {}

  public static KafkaSink<AlertRecord> of(KafkaConfig config) {
    String topic = config.alertsTopic();
    KafkaRecordSerializationSchema<AlertRecord> records =
        (alert, context, timestamp) ->
            new ProducerRecord<>(topic, utf8(alert.key()), utf8(alert.json()));
    return TransactionalTopic.sink(config, TRANSACTIONS, new Properties(), records);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
