package com.acme.analytics.kinesis;

import java.util.List;

/**
 * A stream, as Kinesis serves it. Each method throws {@link StreamException} when it can't, and
 * {@link org.apache.kafka.connect.errors.ConnectException} when trying again is of no use.
 */
public interface KinesisStream extends AutoCloseable {
  /** All shards that have records, or may get some: the open ones and those not yet trimmed. */
  List<Shard> shards();

  /** An iterator that stands there. */
  String iterator(String shardId, Position position);

  /**
   * The next records.
   *
   * @param limit at most that many, 1 to 10,000
   */
  ShardPage read(String iterator, int limit);

  @Override
  void close();
}
