package com.acme.analytics.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.KinesisEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class RealKinesisTest {
  private static EngineFixture<KinesisEngine> kinesis;

  private final RealStream stream = new RealStream(kinesis, 2);
  private final StoredOffsets offsets = new StoredOffsets();

  @BeforeAll
  static void start() throws Exception {
    // What the worker's own credentials would be.
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
    kinesis = EngineFixture.kinesis();
  }

  @AfterAll
  static void stop() throws Exception {
    kinesis.close();
  }

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void readsEveryRecordOnceAlsoAfterARestart() {
    putNumbers(0, 50);
    try (RunningTask task = task()) {
      assertThat(RunningTask.texts(task.take(50)))
          .containsExactlyInAnyOrderElementsOf(numbers(0, 50));
    }
    putNumbers(50, 80);

    try (RunningTask task = task()) {
      assertThat(RunningTask.texts(task.take(30)))
          .containsExactlyInAnyOrderElementsOf(numbers(50, 80));
    }
  }

  @Test
  void keepsAPartitionKeyInOrderThroughSplitsAndMerges() {
    String key = "one-user";
    stream.put(key, "0");
    List<String> first = stream.shardIds();
    stream.split(first.getFirst());
    stream.split(first.getLast());
    stream.put(key, "1");
    List<String> four = stream.shardIds().subList(2, 6);
    stream.merge(four.get(0), four.get(1));
    stream.merge(four.get(2), four.get(3));
    stream.put(key, "2");

    try (RunningTask task = task()) {
      assertThat(RunningTask.texts(task.take(3))).containsExactly("0", "1", "2");
    }
  }

  @Test
  void asksForOtherTasksWhenAShardIsSplit() {
    RecordedContext context = new RecordedContext();
    KinesisSourceConnector connector = new KinesisSourceConnector();
    connector.initialize(context);
    Map<String, String> settings = stream.settings();
    settings.put("shards.refresh.ms", "500");
    connector.start(settings);
    try {
      assertThat(connector.taskConfigs(10)).hasSize(2);
      stream.split(stream.shardIds().getFirst());

      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> context.reconfigurations() > 0);
      assertThat(connector.taskConfigs(10)).hasSize(4);
    } finally {
      connector.stop();
    }
  }

  @Test
  void failsVisiblyWhenTheStreamIsGone() {
    RecordedContext context = new RecordedContext();
    KinesisSourceConnector connector = new KinesisSourceConnector();
    connector.initialize(context);
    Map<String, String> settings = stream.settings();
    settings.put("shards.refresh.ms", "500");
    connector.start(settings);
    try {
      stream.delete();

      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> context.error().isPresent());
      assertThat(context.error().orElseThrow()).hasMessageContaining("stream is gone");
    } finally {
      connector.stop();
    }
  }

  @Test
  void readsFromWhatArrivesAfterItsStart() {
    stream.put("a", "before");
    Map<String, String> settings = stream.settings();
    settings.put("start.position", "LATEST");
    KinesisSourceConnector connector = new KinesisSourceConnector();
    connector.initialize(new RecordedContext());
    connector.start(settings);
    Map<String, String> configured = connector.taskConfigs(1).getFirst();
    connector.stop();
    stream.put("a", "after");

    try (RunningTask task = RunningTask.configured(configured, offsets)) {
      List<SourceRecord> records = task.take(1);
      assertThat(RunningTask.texts(records)).containsExactly("after");
    }
  }

  private RunningTask task() {
    return RunningTask.configured(
        new Assignment(0, stream.shardIds(), Instant.EPOCH).added(stream.settings()), offsets);
  }

  private void putNumbers(int from, int to) {
    numbers(from, to).forEach(number -> stream.put("key-" + number, number));
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }
}
