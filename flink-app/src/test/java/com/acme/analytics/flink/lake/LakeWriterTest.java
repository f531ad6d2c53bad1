package com.acme.analytics.flink.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.batch.SinkHarness;
import com.acme.analytics.flink.config.LakeConfig;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.device.Device;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.iceberg.DataFile;
import org.junit.jupiter.api.Test;

class LakeWriterTest {
  private static final long HOUR = 3_600_000;
  private static final Device DESKTOP = new Device("desktop", "Linux", "Firefox", "");

  private final MemoryStore store = new MemoryStore();

  @Test
  void eventsOfACustomerAndHourBecomeOneFileOnceTheyHaveWaited() throws Exception {
    try (var sink = harness(store)) {
      sink.write(event("a", 5 * HOUR, "1"));
      sink.write(event("b", 5 * HOUR, "2"));
      sink.write(event("a", 6 * HOUR, "3"));
      sink.time(999);
      sink.write(event("a", 6 * HOUR - 1, "4"));
      assertThat(store.count()).isZero();

      sink.time(1_000);
      checkpointOnceStored(sink, 3);

      assertThat(committed(sink, store))
          .containsExactlyInAnyOrder("a/5 1desktop 4desktop", "b/5 2desktop", "a/6 3desktop");
    }
  }

  @Test
  void theLargestPartOfAFullBufferBecomesAFileFirst() throws Exception {
    try (var sink = harness(store)) {
      String large = "x".repeat(400);
      sink.write(event("a", 0, "1"));
      sink.write(event("b", 0, large));
      sink.write(event("a", 0, "2"));
      assertThat(store.count()).isZero();

      sink.write(event("b", 0, large));
      checkpointOnceStored(sink, 1);

      assertThat(committed(sink, store))
          .containsExactly("b/0 " + large + "desktop " + large + "desktop");
    }
  }

  @Test
  void aFileThatCanNotBeStoredNowIsStoredLater() throws Exception {
    try (var sink = harness(store.away(2))) {
      sink.write(event("a", 0, "1"));
      sink.time(1_000);
      checkpointOnceStored(sink, 1);

      assertThat(committed(sink, store)).containsExactly("a/0 1desktop");
    }
  }

  @Test
  void aCheckpointCompletesWhileTheStoreIsAwayAndHoldsTheEvents() throws Exception {
    MemoryStore hanging = new MemoryStore().hanging();
    OperatorSubtaskState checkpoint;
    try (var sink = harness(hanging)) {
      sink.write(event("a", 0, "1"));
      sink.write(event("b", 0, "2"));
      sink.time(1_000);
      sink.write(event("a", 0, "3"));
      checkpoint = sink.checkpoint(1);
      sink.write(event("a", 0, "after it"));
      assertThat(sink.committables()).isEmpty();
    }

    try (var restored = new SinkHarness<DescribedEvent, WrittenFiles>(sink(store), checkpoint)) {
      restored.endInput();

      assertThat(committed(restored, store))
          .containsExactlyInAnyOrder("a/0 1desktop", "b/0 2desktop", "a/0 3desktop");
    }
  }

  @Test
  void whatWasHandedOnToBeCommittedIsNoLongerInTheCheckpoint() throws Exception {
    OperatorSubtaskState checkpoint;
    try (var sink = harness(store)) {
      sink.write(event("a", 0, "1"));
      sink.time(1_000);
      checkpoint = checkpointOnceStored(sink, 1);
      assertThat(committed(sink, store)).containsExactly("a/0 1desktop");
    }

    try (var restored = new SinkHarness<DescribedEvent, WrittenFiles>(sink(store), checkpoint)) {
      restored.endInput();

      assertThat(restored.committables()).isEmpty();
    }
  }

  /** Makes checkpoints until that many files were handed on; the last one. */
  private static OperatorSubtaskState checkpointOnceStored(
      SinkHarness<DescribedEvent, WrittenFiles> sink, long files) {
    List<OperatorSubtaskState> checkpoints = new ArrayList<>();
    sink.runUntil(
        () -> {
          checkpoints.add(sink.checkpoint(checkpoints.size() + 1));
          return sink.committables().stream().mapToLong(made -> made.files().size()).sum() == files;
        });
    return checkpoints.get(checkpoints.size() - 1);
  }

  private static SinkHarness<DescribedEvent, WrittenFiles> harness(MemoryStore store)
      throws Exception {
    return new SinkHarness<>(sink(store));
  }

  private static LakeSink sink(MemoryStore store) {
    LakeConfig config =
        new LakeConfig(
            URI.create("http://127.0.0.1:1"),
            "lake",
            LakeConfig.Authentication.NONE,
            "acme",
            /* writersPerHour= */ 1,
            /* bufferBytes= */ 1_600,
            Duration.ofSeconds(1));
    return new LakeSink(config, (subtask, attempt) -> store);
  }

  private static DescribedEvent event(String customer, long timestamp, String text) {
    return new DescribedEvent(
        new AcceptedEvent(customer + "/user", 7, 1, timestamp, "", text.getBytes(UTF_8)), DESKTOP);
  }

  private static List<String> committed(
      SinkHarness<DescribedEvent, WrittenFiles> sink, MemoryStore store) {
    return sink.committables().stream()
        .flatMap(written -> written.files().stream())
        .map(DataFile::location)
        .map(
            path ->
                path.substring(0, path.lastIndexOf('/')) + ' ' + String.join(" ", store.rows(path)))
        .toList();
  }
}
