package com.acme.analytics.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.kpl.Messages;

final class UserRecordTest {
  private static final Shard WHOLE_RANGE =
      new Shard("shard-0", List.of(), "0", "340282366920938463463374607431768211455");

  @Test
  void takesAggregatedRecordsApart() throws Exception {
    List<UserRecord> records = UserRecord.of(record(aggregated("a", "b")), WHOLE_RANGE);

    assertThat(records).extracting(UserRecord::partitionKey).containsExactly("user-a", "user-b");
    assertThat(records)
        .extracting(UserRecord::part)
        .containsExactly(OptionalLong.of(0), OptionalLong.of(1));
    assertThat(records)
        .extracting(user -> new String(user.data(), StandardCharsets.UTF_8))
        .containsExactly("a", "b");
  }

  @Test
  void leavesOutWhatTheProducerSendsToAnotherShard() throws Exception {
    Shard nearlyNothing = new Shard("shard-0", List.of(), "0", "1");

    assertThat(UserRecord.of(record(aggregated("a", "b")), nearlyNothing)).isEmpty();
  }

  @Test
  void givesOnWhatOnlyBeginsLikeAnAggregatedRecord() throws Exception {
    byte[] broken = aggregated("a", "b");
    broken[broken.length - 1]++;

    List<UserRecord> records = UserRecord.of(record(broken), WHOLE_RANGE);

    assertThat(records).hasSize(1);
    assertThat(records.getFirst().data()).isEqualTo(broken);
    assertThat(records.getFirst().part()).isEmpty();
  }

  @Test
  void anAggregatedRecordIsReadAgainUntilItsLastPartIsStored() throws Exception {
    FakeStream stream = new FakeStream().shard("shard-0").put("shard-0", aggregated("a", "b"));
    StoredOffsets offsets = new StoredOffsets();
    try (RunningTask task = start(stream, offsets)) {
      List<SourceRecord> both = task.poll();
      assertThat(RunningTask.header(both, RawHeaders.ID_BASE))
          .containsExactly(
              "kinesis/eu-central-1/clicks/shard-0/1/0", "kinesis/eu-central-1/clicks/shard-0/1/1");
      offsets.store(both.subList(0, 1));
    }

    try (RunningTask task = start(stream, offsets)) {
      assertThat(RunningTask.texts(task.take(2))).containsExactly("a", "b");
      stream.put("shard-0", "c");
    }
    try (RunningTask task = start(stream, offsets)) {
      assertThat(RunningTask.texts(task.take(1))).containsExactly("c");
    }
  }

  private static RunningTask start(FakeStream stream, StoredOffsets offsets) {
    return RunningTask.start(stream, offsets, RunningTask.settings(), "shard-0");
  }

  private static StreamRecord record(byte[] data) {
    return new StreamRecord("1", "aggregate", FakeStream.ARRIVED, data);
  }

  /** As the producer's library writes it: magic, protobuf message, MD5 of the message. */
  private static byte[] aggregated(String... values) throws Exception {
    Messages.AggregatedRecord.Builder message = Messages.AggregatedRecord.newBuilder();
    for (int i = 0; i < values.length; i++) {
      message.addPartitionKeyTable("user-" + values[i]);
      message.addRecords(
          Messages.Record.newBuilder()
              .setPartitionKeyIndex(i)
              .setData(ByteString.copyFromUtf8(values[i])));
    }
    byte[] body = message.build().toByteArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(AggregatorUtil.AGGREGATED_RECORD_MAGIC);
    out.write(body);
    out.write(MessageDigest.getInstance("MD5").digest(body));
    return out.toByteArray();
  }
}
