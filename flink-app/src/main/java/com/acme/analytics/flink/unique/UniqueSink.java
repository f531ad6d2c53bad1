package com.acme.analytics.flink.unique;

import com.acme.analytics.flink.config.KafkaConfig;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.kafka.TransactionalTopic;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/** The topic of events without repeats, written exactly once. */
public final class UniqueSink {
  /** What the names of its transactions begin with; what may write under them, may write events. */
  private static final String TRANSACTIONS = "acme-streaming-unique";

  private UniqueSink() {}

  public static KafkaSink<DescribedEvent> of(KafkaConfig config) {
    Properties producer = new Properties();
    // Nobody sees a record before the next checkpoint, so it may as well wait for a full batch,
    // which compresses well: all records have the same names in them.
    producer.setProperty("linger.ms", "100");
    producer.setProperty("batch.size", Integer.toString(128 << 10));
    producer.setProperty("compression.type", "lz4");
    return TransactionalTopic.sink(
        config, TRANSACTIONS, producer, new UniqueRecords(config.uniqueTopic()));
  }
}
