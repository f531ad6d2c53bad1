package com.acme.analytics.local.emulation.eventsources;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record that was read and not yet processed.
 *
 * @param json as it stands in an event
 */
record PendingRecord(TopicPartition partition, long offset, byte[] json) {
  static PendingRecord of(ConsumerRecord<byte[], byte[]> record) {
    return new PendingRecord(
        new TopicPartition(record.topic(), record.partition()),
        record.offset(),
        KafkaRecordJson.write(record));
  }
}
