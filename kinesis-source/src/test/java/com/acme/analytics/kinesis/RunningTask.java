package com.acme.analytics.kinesis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.awaitility.Awaitility;

/** A task that polls a stream as Connect would have it do. */
final class RunningTask implements AutoCloseable {
  private final KinesisSourceTask task;
  private final StoredOffsets offsets;

  private RunningTask(KinesisSourceTask task, StoredOffsets offsets) {
    this.task = task;
    this.offsets = offsets;
  }

  static RunningTask start(
      KinesisStream stream, StoredOffsets offsets, Map<String, String> settings, String... shards) {
    KinesisSourceTask task = new KinesisSourceTask(any -> stream, InstantSource.system());
    task.initialize(offsets);
    task.start(
        new Assignment(0, List.of(shards), Instant.parse("2026-11-21T00:00:00Z")).added(settings));
    return new RunningTask(task, offsets);
  }

  /** A task as the connector configured it, of a real stream. */
  static RunningTask configured(Map<String, String> properties, StoredOffsets offsets) {
    KinesisSourceTask task = new KinesisSourceTask();
    task.initialize(offsets);
    task.start(properties);
    return new RunningTask(task, offsets);
  }

  /** Settings that read as often as may be. */
  static Map<String, String> settings() {
    return new HashMap<>(
        Map.of(
            "customer", "acme",
            "kinesis.stream", "clicks",
            "kinesis.region", "eu-central-1",
            "read.interval.ms", "200"));
  }

  /** The records of one poll, whose offsets are not stored. */
  List<SourceRecord> poll() throws InterruptedException {
    List<SourceRecord> records = task.poll();
    return records == null ? List.of() : records;
  }

  /** The next records, at least so many; their offsets are stored. */
  List<SourceRecord> take(int count) {
    List<SourceRecord> taken = new ArrayList<>();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              List<SourceRecord> records = poll();
              offsets.store(records);
              taken.addAll(records);
              return taken.size() >= count;
            });
    return taken;
  }

  /** The records' values as text. */
  static List<String> texts(List<SourceRecord> records) {
    return records.stream()
        .map(record -> new String((byte[]) record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  /** A header's value in each record. */
  static List<Object> header(List<SourceRecord> records, String name) {
    return records.stream().map(record -> record.headers().lastWithName(name).value()).toList();
  }

  @Override
  public void close() {
    task.stop();
  }
}
