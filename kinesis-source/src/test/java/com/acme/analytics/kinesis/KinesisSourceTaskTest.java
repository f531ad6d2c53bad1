package com.acme.analytics.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.kinesis.StreamException.Reason;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

final class KinesisSourceTaskTest {
  private final FakeStream stream = new FakeStream();
  private final StoredOffsets offsets = new StoredOffsets();
  private final Map<String, String> settings = RunningTask.settings();

  @Test
  void writesWhatItReadsWithWhoseItIsAndWhereItComesFrom() {
    stream.shard("shard-0").put("shard-0", "{\"customer\":\"other\"}");

    try (RunningTask task = start("shard-0")) {
      SourceRecord record = task.take(1).getFirst();

      assertThat(record.topic()).isEqualTo("events.raw");
      assertThat(record.key()).isEqualTo("key");
      assertThat(RunningTask.texts(List.of(record))).containsExactly("{\"customer\":\"other\"}");
      assertThat(record.timestamp()).isEqualTo(FakeStream.ARRIVED.toEpochMilli());
      assertThat(header(record, RawHeaders.CUSTOMER)).isEqualTo("acme");
      assertThat(header(record, RawHeaders.ID_BASE))
          .isEqualTo("kinesis/eu-central-1/clicks/shard-0/1");
      assertThat(header(record, RawHeaders.SHARD)).isEqualTo("shard-0");
      assertThat(header(record, RawHeaders.SEQUENCE_NUMBER)).isEqualTo("1");
      assertThat(header(record, RawHeaders.ARRIVED_AT)).isEqualTo("2026-11-20T12:00:00Z");
    }
  }

  @Test
  void goesOnAfterWhatIsStoredWhenItIsStartedAgain() throws InterruptedException {
    stream.shard("shard-0").put("shard-0", "a").put("shard-0", "b");
    try (RunningTask task = start("shard-0")) {
      task.take(2);
      stream.put("shard-0", "c");
    }

    try (RunningTask task = start("shard-0")) {
      assertThat(RunningTask.texts(task.take(1))).containsExactly("c");
    }
  }

  @Test
  void readsAgainWhatWasNotStoredWithTheSameIdBase() throws InterruptedException {
    stream.shard("shard-0").put("shard-0", "a");
    Object first;
    try (RunningTask task = start("shard-0")) {
      first = header(task.poll().getFirst(), RawHeaders.ID_BASE);
    }

    try (RunningTask task = start("shard-0")) {
      assertThat(header(task.take(1).getFirst(), RawHeaders.ID_BASE)).isEqualTo(first);
    }
  }

  @Test
  void readsAChildOnceItsParentIsStored() throws InterruptedException {
    stream.shard("parent").shard("child", "parent");
    stream.put("parent", "a").put("child", "b").closeShard("parent");

    try (RunningTask task = start("child", "parent")) {
      List<SourceRecord> ofParent = task.poll();
      assertThat(RunningTask.texts(ofParent)).containsExactly("a");
      assertThat(task.poll()).as("before the parent is stored").isEmpty();
      offsets.store(ofParent);

      assertThat(RunningTask.texts(task.take(1))).containsExactly("b");
    }
  }

  @Test
  void readsAChildOnceBothItsParentsAreStored() {
    stream.shard("left").shard("right").shard("merged", "left", "right");
    stream.put("left", "a").put("right", "b").put("merged", "c");
    stream.closeShard("left").closeShard("right");

    try (RunningTask task = start("left", "merged", "right")) {
      assertThat(RunningTask.texts(task.take(3))).containsExactly("a", "b", "c");
    }
  }

  @Test
  void readsAShardWhoseParentIsOutOfRetention() {
    stream.shard("parent").shard("child", "parent").put("child", "b").trim("parent");

    try (RunningTask task = start("child")) {
      assertThat(RunningTask.texts(task.take(1))).containsExactly("b");
    }
  }

  @Test
  void leavesOutWhatIsOlderThanItsStartWhenItIsToBeginWithTheLatest() throws InterruptedException {
    settings.put("start.position", "LATEST");
    stream.shard("shard-0").put("shard-0", "old");

    try (RunningTask task = start("shard-0")) {
      assertThat(task.poll()).isEmpty();
    }
  }

  @Test
  void readsTheChildOfAShardItHasReadFromItsBeginning() {
    settings.put("start.position", "LATEST");
    stream.shard("parent").put("parent", "a").closeShard("parent");
    stream.shard("child", "parent").put("child", "b");
    offsets.store(
        new RecordWriter(SourceSettings.of(settings))
            .write(
                stream.shards().getFirst(),
                stream.read(stream.iterator("parent", new Position.Oldest()), 1).records()));

    try (RunningTask task = start("child")) {
      assertThat(RunningTask.texts(task.take(1))).containsExactly("b");
    }
  }

  @Test
  void triesAgainWhenItIsThrottledAndTheServiceFailsAndTheIteratorExpires() {
    stream.shard("shard-0").put("shard-0", "a");
    stream.fail(Reason.THROTTLED, Reason.UNAVAILABLE, Reason.ITERATOR_EXPIRED);

    try (RunningTask task = start("shard-0")) {
      assertThat(RunningTask.texts(task.take(1))).containsExactly("a");
    }
  }

  @Test
  void endsWithAShardThatIsGone() throws InterruptedException {
    stream.shard("gone").shard("shard-1").put("gone", "a").put("shard-1", "b");
    stream.fail(Reason.SHARD_GONE);

    try (RunningTask task = start("gone", "shard-1")) {
      assertThat(task.take(1)).hasSize(1);
      assertThat(task.poll()).isEmpty();
    }
  }

  private RunningTask start(String... shards) {
    return RunningTask.start(stream, offsets, settings, shards);
  }

  private static Object header(SourceRecord record, String name) {
    return RunningTask.header(List.of(record), name).getFirst();
  }
}
