package com.acme.analytics.local.emulation.eventsources;

import com.acme.analytics.local.emulation.model.KafkaEventSourceMapping;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records that wait for an invocation, in the order in which they were read. */
final class PendingRecords {
  private static final Logger LOG = LoggerFactory.getLogger(PendingRecords.class);

  private final KafkaEventSourceMapping mapping;
  private final int payloadBytes;
  private final Deque<PendingRecord> records = new ArrayDeque<>();
  private long bytes;

  /**
   * None yet.
   *
   * @param payloadBytes the most bytes of an event
   */
  PendingRecords(KafkaEventSourceMapping mapping, int payloadBytes) {
    this.mapping = mapping;
    this.payloadBytes = payloadBytes - KafkaBatch.overhead(mapping);
  }

  void add(PendingRecord record) {
    records.add(record);
    bytes += size(record);
  }

  /** Forgets the records of partitions that another consumer reads now. */
  void drop(Collection<TopicPartition> partitions) {
    remove(record -> partitions.contains(record.partition()));
  }

  /** Forgets the records before these offsets. */
  void dropBefore(Map<TopicPartition, OffsetAndMetadata> offsets) {
    remove(
        record ->
            offsets.containsKey(record.partition())
                && record.offset() < offsets.get(record.partition()).offset());
  }

  private void remove(Predicate<PendingRecord> unwanted) {
    records.removeIf(unwanted);
    bytes = records.stream().mapToLong(PendingRecords::size).sum();
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  /** Whether there is enough for an invocation that needs no waiting. */
  boolean isFull() {
    return records.size() >= mapping.batchSize() || bytes >= payloadBytes;
  }

  /**
   * Takes the records of one invocation: as many as the batch size and the payload allow. A record
   * that is too large by itself is passed over, as Lambda does where there is no destination for
   * failures.
   */
  KafkaBatch take() {
    Map<TopicPartition, List<PendingRecord>> taken = new LinkedHashMap<>();
    Map<TopicPartition, OffsetAndMetadata> offsets = new LinkedHashMap<>();
    int count = 0;
    int used = 0;
    while (count < mapping.batchSize() && !records.isEmpty()) {
      PendingRecord record = records.peek();
      int alone = KafkaBatch.overhead(record.partition()) + size(record);
      int more = taken.containsKey(record.partition()) ? size(record) : alone;
      if (alone > payloadBytes) {
        LOG.error(
            "{}: {} at {} is passed over: {} bytes (expected: at most {} in an event)",
            mapping.logicalId(),
            record.partition(),
            record.offset(),
            alone,
            payloadBytes);
      } else if (used + more > payloadBytes) {
        break;
      } else {
        taken.computeIfAbsent(record.partition(), partition -> new ArrayList<>()).add(record);
        used += more;
        count++;
      }
      records.remove();
      bytes -= size(record);
      offsets.put(record.partition(), new OffsetAndMetadata(record.offset() + 1));
    }
    return new KafkaBatch(taken, offsets);
  }

  /** With the comma before it. */
  private static int size(PendingRecord record) {
    return record.json().length + 1;
  }
}
