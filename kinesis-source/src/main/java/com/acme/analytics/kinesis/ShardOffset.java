package com.acme.analytics.kinesis;

import java.util.Map;
import java.util.Optional;

/**
 * How far a shard is in Kafka, as Connect stores it.
 *
 * @param sequenceNumber of the last record that something was written of
 * @param whole whether that was all of it; an aggregated record is written as several
 */
record ShardOffset(String sequenceNumber, boolean whole) {
  private static final String SEQUENCE_NUMBER = "sequence_number";
  private static final String WHOLE = "whole";

  /** What Connect calls the source partition: the shard. */
  static Map<String, String> partition(String stream, String shardId) {
    return Map.of("stream", stream, "shard", shardId);
  }

  /** The stored one; empty when there is none. */
  static Optional<ShardOffset> of(Map<String, Object> stored) {
    if (stored == null || !(stored.get(SEQUENCE_NUMBER) instanceof String sequenceNumber)) {
      return Optional.empty();
    }
    return Optional.of(new ShardOffset(sequenceNumber, Boolean.TRUE.equals(stored.get(WHOLE))));
  }

  Map<String, Object> toMap() {
    return Map.of(SEQUENCE_NUMBER, sequenceNumber, WHOLE, whole);
  }

  /** Where to go on: a record that is not whole is read again, and its parts have the same ids. */
  Position position() {
    return whole ? new Position.After(sequenceNumber) : new Position.At(sequenceNumber);
  }
}
