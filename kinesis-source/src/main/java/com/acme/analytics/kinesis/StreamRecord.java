package com.acme.analytics.kinesis;

import java.time.Instant;

/**
 * A record of a shard, as Kinesis keeps it.
 *
 * @param sequenceNumber unique in its shard, and growing
 * @param arrivedAt when Kinesis took it, about
 * @param data not copied
 */
public record StreamRecord(
    String sequenceNumber, String partitionKey, Instant arrivedAt, byte[] data) {}
