package com.acme.analytics.benchmarks.ingest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * How much the topic of accepted events holds.
 *
 * @param records ever written
 * @param bytes on the broker's disk, compressed as they came over the wire
 */
record TopicSize(long records, long bytes) {
  private static final int BROKER = 1;

  static TopicSize now(String bootstrapServers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Map<TopicPartition, OffsetSpec> latest =
          admin
              .describeTopics(List.of(IngestEngines.ACCEPTED))
              .allTopicNames()
              .get()
              .get(IngestEngines.ACCEPTED)
              .partitions()
              .stream()
              .map(info -> new TopicPartition(IngestEngines.ACCEPTED, info.partition()))
              .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
      long records =
          admin.listOffsets(latest).all().get().values().stream()
              .mapToLong(end -> end.offset())
              .sum();
      long bytes =
          admin
              .describeLogDirs(List.of(BROKER))
              .allDescriptions()
              .get()
              .get(BROKER)
              .values()
              .stream()
              .flatMap(folder -> folder.replicaInfos().entrySet().stream())
              .filter(replica -> replica.getKey().topic().equals(IngestEngines.ACCEPTED))
              .mapToLong(replica -> replica.getValue().size())
              .sum();
      return new TopicSize(records, bytes);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topic can't be described", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Bytes of a record among those written since. */
  double bytesPerRecordSince(TopicSize before) {
    return (double) (bytes - before.bytes) / (records - before.records);
  }
}
