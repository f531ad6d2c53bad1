package com.acme.analytics.flink.kafka;

import com.acme.analytics.flink.config.KafkaConfig;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/**
 * A topic written in transactions that a checkpoint commits: whoever reads what is committed finds
 * each record once.
 */
public final class TransactionalTopic {
  /**
   * How long a transaction waits for its commit: as long as brokers let it by default. What was
   * checkpointed and not committed in that time, because the job was away, is lost.
   */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

  private TransactionalTopic() {}

  /**
   * The topic as a sink.
   *
   * @param transactions what the names of its transactions begin with; no other sink has the same
   * @param producer settings of the producer, besides how it signs in
   */
  public static <T> KafkaSink<T> sink(
      KafkaConfig config,
      String transactions,
      Properties producer,
      KafkaRecordSerializationSchema<T> records) {
    Properties properties = config.clientProperties();
    properties.putAll(producer);
    properties.setProperty("transaction.timeout.ms", Long.toString(TRANSACTION_TIMEOUT.toMillis()));
    return KafkaSink.<T>builder()
        .setBootstrapServers(config.bootstrapServers())
        .setKafkaProducerConfig(properties)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(transactions)
        .setRecordSerializer(records)
        .build();
  }
}
