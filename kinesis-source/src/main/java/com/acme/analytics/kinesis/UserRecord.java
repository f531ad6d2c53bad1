package com.acme.analytics.kinesis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * A record as its producer made it.
 *
 * @param part its number, from 0, within a record that the Kinesis Producer Library made of several
 * @param data not copied
 */
record UserRecord(String partitionKey, OptionalLong part, byte[] data) {
  private static final byte[] MAGIC = AggregatorUtil.AGGREGATED_RECORD_MAGIC;

  /**
   * The records that a record of a shard stands for: itself, or those that the producer's library
   * aggregated in it. Of these, the ones whose hash key is another shard's are left out, as in
   * Amazon's client: the producer has sent them again, to that one.
   */
  static List<UserRecord> of(StreamRecord record, Shard shard) {
    if (!isAggregated(record.data())) {
      return List.of(new UserRecord(record.partitionKey(), OptionalLong.empty(), record.data()));
    }
    KinesisClientRecord aggregated =
        KinesisClientRecord.builder()
            .sequenceNumber(record.sequenceNumber())
            .partitionKey(record.partitionKey())
            .approximateArrivalTimestamp(record.arrivedAt())
            .data(ByteBuffer.wrap(record.data()))
            .build();
    return new AggregatorUtil()
        .deaggregate(List.of(aggregated), shard.firstHashKey(), shard.lastHashKey()).stream()
            .map(UserRecord::of)
            .toList();
  }

  private static UserRecord of(KinesisClientRecord record) {
    byte[] data = new byte[record.data().remaining()];
    record.data().duplicate().get(data);
    return new UserRecord(
        record.partitionKey(),
        record.aggregated() ? OptionalLong.of(record.subSequenceNumber()) : OptionalLong.empty(),
        data);
  }

  private static boolean isAggregated(byte[] data) {
    return data.length > MAGIC.length
        && Arrays.equals(data, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }
}
