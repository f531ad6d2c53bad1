package com.acme.analytics.local.emulation.eventsources;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.emulation.model.KafkaEventSourceMapping;
import com.acme.analytics.local.emulation.model.KafkaEventSourceMapping.StartingPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class PendingRecordsTest {
  private static final int PAYLOAD = 1_000;
  private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

  @Property(tries = 300)
  void batchesHoldEachRecordOnceInOrderAndNeverExceedTheirBounds(
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 800) Integer> sizes,
      @ForAll @IntRange(min = 1, max = 5) int batchSize,
      @ForAll @IntRange(min = 1, max = 3) int partitions) {
    KafkaEventSourceMapping mapping = mapping(batchSize);
    PendingRecords pending = new PendingRecords(mapping, PAYLOAD);
    List<PendingRecord> sent = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      sent.add(record(new TopicPartition("topic", i % partitions), i, sizes.get(i)));
    }
    sent.forEach(pending::add);

    List<PendingRecord> taken = new ArrayList<>();
    while (!pending.isEmpty()) {
      KafkaBatch batch = pending.take();
      assertThat(batch.size()).isLessThanOrEqualTo(batchSize);
      assertThat(batch.event(mapping).length).isLessThanOrEqualTo(PAYLOAD);
      batch.records().values().forEach(taken::addAll);
    }

    for (int partition = 0; partition < partitions; partition++) {
      TopicPartition one = new TopicPartition("topic", partition);
      assertThat(taken.stream().filter(record -> record.partition().equals(one)))
          .containsExactlyElementsOf(
              sent.stream().filter(record -> record.partition().equals(one)).toList());
    }
  }

  @Test
  void aRecordThatIsTooLargeByItselfIsPassedOverAndCommitted() {
    PendingRecords pending = new PendingRecords(mapping(10), PAYLOAD);
    pending.add(record(PARTITION, 7, 2_000));

    KafkaBatch batch = pending.take();

    assertThat(batch.size()).isZero();
    assertThat(batch.offsets()).isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(8)));
    assertThat(pending.isEmpty()).isTrue();
  }

  private static PendingRecord record(TopicPartition partition, int offset, int size) {
    byte[] json = "9".repeat(size).getBytes(StandardCharsets.US_ASCII);
    return new PendingRecord(partition, offset, json);
  }

  private static KafkaEventSourceMapping mapping(int batchSize) {
    return new KafkaEventSourceMapping(
        "Mapping",
        "function",
        "arn:aws:kafka:eu-west-1:000000000000:cluster/acme/1",
        "127.0.0.1:9092",
        List.of("topic"),
        "group",
        batchSize,
        Duration.ZERO,
        StartingPosition.TRIM_HORIZON);
  }
}
