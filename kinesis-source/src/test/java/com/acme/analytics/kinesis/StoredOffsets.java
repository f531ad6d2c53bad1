package com.acme.analytics.kinesis;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** What Connect has stored of source offsets: a test stores them as Connect would commit. */
final class StoredOffsets implements OffsetStorageReader, SourceTaskContext {
  private final Map<Map<String, ?>, Map<String, Object>> offsets = new HashMap<>();

  void store(List<SourceRecord> written) {
    for (SourceRecord record : written) {
      offsets.put(record.sourcePartition(), Map.copyOf(record.sourceOffset()));
    }
  }

  @Override
  public <T> Map<String, Object> offset(Map<String, T> partition) {
    return offsets.get(partition);
  }

  @Override
  public <T> Map<Map<String, T>, Map<String, Object>> offsets(
      Collection<Map<String, T>> partitions) {
    return partitions.stream()
        .filter(offsets::containsKey)
        .collect(Collectors.toMap(partition -> partition, this::offset));
  }

  @Override
  public Map<String, String> configs() {
    return Map.of();
  }

  @Override
  public OffsetStorageReader offsetStorageReader() {
    return this;
  }
}
