package com.acme.analytics.kinesis;

import java.util.List;
import java.util.Optional;

/**
 * What one request for records gave.
 *
 * @param records none, a few, or as many as were asked for
 * @param nextIterator empty at the end of a closed shard
 * @param millisBehindLatest how far behind the end of the shard the page is
 */
public record ShardPage(
    List<StreamRecord> records, Optional<String> nextIterator, long millisBehindLatest) {
  public ShardPage {
    records = List.copyOf(records);
  }
}
