package com.acme.analytics.flink.lake;

import com.acme.analytics.flink.accepted.AcceptedEvent;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;

/**
 * What the rows of one file have in common.
 *
 * @param hour of event time, hours since 1970
 */
record CustomerHour(String customer, int hour) {
  private static final long MILLIS = 3_600_000;

  static CustomerHour of(String customer, long timestampMillis) {
    return new CustomerHour(customer, Math.toIntExact(Math.floorDiv(timestampMillis, MILLIS)));
  }

  static CustomerHour of(AcceptedEvent event) {
    String userKey = event.userKey();
    return of(userKey.substring(0, userKey.indexOf('/')), event.timestampMillis());
  }

  PartitionData partition(PartitionSpec spec) {
    PartitionData partition = new PartitionData(spec.partitionType());
    partition.set(0, customer);
    partition.set(1, hour);
    return partition;
  }
}
