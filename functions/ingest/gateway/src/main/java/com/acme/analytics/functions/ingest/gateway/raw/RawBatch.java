package com.acme.analytics.functions.ingest.gateway.raw;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of one poll on their way in: those of a key one after the other, so that a user's
 * events stay in order, those of different keys at the same time, so that each need not wait for
 * Kafka to have stored the one before.
 */
final class RawBatch {
  private static final Logger LOG = LoggerFactory.getLogger(RawBatch.class);

  /** Records without a key have no order to keep. */
  private record Row(int partition, Optional<ByteBuffer> key, long offsetWithoutKey) {}

  private final ConsumerRecords<byte[], byte[]> records;
  private final RawDoor door;
  private final Set<ConsumerRecord<byte[], byte[]>> settled = ConcurrentHashMap.newKeySet();
  private final CountDownLatch underWay;

  /** Begins to take the records in. */
  RawBatch(ConsumerRecords<byte[], byte[]> records, RawDoor door, ExecutorService threads) {
    this.records = records;
    this.door = door;
    Collection<List<ConsumerRecord<byte[], byte[]>>> rows = rows(records);
    this.underWay = new CountDownLatch(rows.size());
    rows.forEach(row -> threads.execute(() -> takeAll(row)));
  }

  /** Waits until each record is settled or given up; says whether that is so. */
  boolean await(long millis) throws InterruptedException {
    return underWay.await(millis, TimeUnit.MILLISECONDS);
  }

  /** How far each partition is settled without a gap: where to go on, whatever happens. */
  Map<TopicPartition, OffsetAndMetadata> positions() {
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
        if (!settled.contains(record)) {
          break;
        }
        positions.put(
            partition, new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
      }
    }
    return positions;
  }

  private void takeAll(List<ConsumerRecord<byte[], byte[]>> row) {
    try {
      for (ConsumerRecord<byte[], byte[]> record : row) {
        if (!door.take(record)) {
          return;
        }
        settled.add(record);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("records of a key can't be taken in, and are read again at the next start", e);
    } finally {
      underWay.countDown();
    }
  }

  private static Collection<List<ConsumerRecord<byte[], byte[]>>> rows(
      ConsumerRecords<byte[], byte[]> records) {
    Map<Row, List<ConsumerRecord<byte[], byte[]>>> rows = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Row row =
          record.key() == null
              ? new Row(record.partition(), Optional.empty(), record.offset())
              : new Row(record.partition(), Optional.of(ByteBuffer.wrap(record.key())), 0);
      rows.computeIfAbsent(row, any -> new ArrayList<>()).add(record);
    }
    return rows.values();
  }
}
