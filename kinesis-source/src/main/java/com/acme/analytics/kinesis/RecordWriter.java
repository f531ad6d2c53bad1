package com.acme.analytics.kinesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Makes what is written to Kafka of a shard's records. What they say is not looked at: whose they
 * are is the connector's own setting.
 */
final class RecordWriter {
  private final SourceSettings settings;

  RecordWriter(SourceSettings settings) {
    this.settings = settings;
  }

  /** The records for Kafka, in the shard's order. */
  List<SourceRecord> write(Shard shard, List<StreamRecord> records) {
    List<SourceRecord> written = new ArrayList<>(records.size());
    Map<String, String> partition = ShardOffset.partition(settings.stream(), shard.id());
    for (StreamRecord record : records) {
      List<UserRecord> users = UserRecord.of(record, shard);
      for (int i = 0; i < users.size(); i++) {
        boolean whole = i == users.size() - 1;
        ShardOffset offset = new ShardOffset(record.sequenceNumber(), whole);
        written.add(write(shard, record, users.get(i), partition, offset));
      }
    }
    return written;
  }

  private SourceRecord write(
      Shard shard,
      StreamRecord record,
      UserRecord user,
      Map<String, String> partition,
      ShardOffset offset) {
    ConnectHeaders headers = new ConnectHeaders();
    headers.addString(RawHeaders.CUSTOMER, settings.customer().value());
    headers.addString(RawHeaders.ID_BASE, idBase(shard, record, user));
    headers.addString(RawHeaders.SHARD, shard.id());
    headers.addString(RawHeaders.SEQUENCE_NUMBER, record.sequenceNumber());
    headers.addString(RawHeaders.ARRIVED_AT, record.arrivedAt().toString());
    return new SourceRecord(
        partition,
        offset.toMap(),
        settings.topic(),
        null,
        Schema.STRING_SCHEMA,
        user.partitionKey(),
        Schema.BYTES_SCHEMA,
        user.data(),
        record.arrivedAt().toEpochMilli(),
        headers);
  }

  /** The same for the same record however often it is read: below 255 ASCII characters. */
  private String idBase(Shard shard, StreamRecord record, UserRecord user) {
    String base =
        "kinesis/%s/%s/%s/%s"
            .formatted(settings.region(), settings.stream(), shard.id(), record.sequenceNumber());
    return user.part().isPresent() ? base + '/' + user.part().getAsLong() : base;
  }
}
