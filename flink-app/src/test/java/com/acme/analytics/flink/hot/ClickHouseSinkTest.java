package com.acme.analytics.flink.hot;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.flink.batch.SinkHarness;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class ClickHouseSinkTest {
  private static final RetryPolicy RETRIES =
      new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMinutes(1));

  private final RecordingTier tier = new RecordingTier();

  @Test
  void rowsAreSentOnceTheOldestHasWaitedLongEnough() throws Exception {
    try (SinkHarness<String, Integer> sink = new SinkHarness<>(sink(tier, policy(100, 0)))) {
      sink.write("a");
      sink.time(199);
      sink.write("b");
      assertThat(tier.inserts()).isZero();

      sink.time(200);
      sink.runUntil(() -> tier.inserts() == 1);

      assertThat(tier.rows()).containsExactly("a", "b");
    }
  }

  @Test
  void rowsAreSentOnceThereAreEnough() throws Exception {
    try (SinkHarness<String, Integer> sink = new SinkHarness<>(sink(tier, policy(2, 0)))) {
      sink.write("a");
      sink.write("b");
      sink.write("c");

      sink.runUntil(() -> tier.inserts() == 1);
      assertThat(tier.rows()).containsExactly("a", "b");
    }
  }

  @Test
  void insertsKeepTheirDistanceHoweverManyRowsThereAre() throws Exception {
    try (SinkHarness<String, Integer> sink = new SinkHarness<>(sink(tier, policy(1, 100)))) {
      sink.write("a");
      sink.write("b");
      sink.write("c");
      sink.runUntil(() -> tier.inserts() == 1);

      sink.time(99);
      sink.write("d");
      assertThat(tier.inserts()).isEqualTo(1);
      sink.time(100);
      sink.runUntil(() -> tier.inserts() == 2);
      sink.time(200);
      sink.runUntil(() -> tier.inserts() == 3);
    }
  }

  @Test
  void aCheckpointCompletesWhileTheTierIsAwayAndHoldsTheRows() throws Exception {
    OperatorSubtaskState checkpoint;
    RecordingTier hanging = new RecordingTier().hanging();
    try (SinkHarness<String, Integer> sink = new SinkHarness<>(sink(hanging, policy(2, 0)))) {
      // Two under way, two that wait, one in the open batch.
      for (String row : new String[] {"a", "b", "c", "d", "e"}) {
        sink.write(row);
      }
      checkpoint = sink.checkpoint(1);
      sink.write("after it");
    }

    try (SinkHarness<String, Integer> restored =
        new SinkHarness<>(sink(tier, policy(2, 0)), checkpoint)) {
      restored.endInput();
    }

    assertThat(tier.rows()).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
  }

  @Test
  void storedRowsAreNoLongerInTheCheckpoint() throws Exception {
    OperatorSubtaskState checkpoint;
    RecordingTier first = new RecordingTier();
    try (SinkHarness<String, Integer> sink = new SinkHarness<>(sink(first, policy(1, 0)))) {
      sink.write("a");
      sink.endInput();
      checkpoint = sink.checkpoint(1);
    }
    assertThat(first.rows()).containsExactly("a");

    try (SinkHarness<String, Integer> restored =
        new SinkHarness<>(sink(tier, policy(1, 0)), checkpoint)) {
      restored.endInput();
    }
    assertThat(tier.rows()).isEmpty();
  }

  @Test
  void theStateOfASinkWithoutWaitingRowsIsRestored() throws Exception {
    OperatorSubtaskState savepoint;
    try (SinkHarness<String, Integer> stateless = new SinkHarness<>(new Stateless())) {
      savepoint = stateless.checkpoint(1);
    }

    try (SinkHarness<String, Integer> sink =
        new SinkHarness<>(sink(tier, policy(1, 0)), savepoint)) {
      sink.write("a");
      sink.endInput();
    }

    assertThat(tier.rows()).containsExactly("a");
  }

  @Test
  void aFullBufferHoldsTheTaskUntilTheTierIsBack() throws Exception {
    tier.away(20);
    try (SinkHarness<String, Integer> sink = new SinkHarness<>(sink(tier, policy(2, 0)))) {
      // More than the buffer's ten rows: returns only because the tier comes back.
      for (int n = 0; n < 30; n++) {
        sink.write("row " + n);
      }
      assertThat(tier.rows()).hasSizeGreaterThanOrEqualTo(20);
      sink.endInput();
    }

    assertThat(tier.rows()).hasSize(30).doesNotHaveDuplicates();
  }

  @Test
  void aTableThatHangsDoesNotHoldUpAnother() throws Exception {
    RecordingTier hanging = new RecordingTier().hanging();
    try (SinkHarness<String, Integer> slow = new SinkHarness<>(sink(hanging, policy(1, 0)));
        SinkHarness<String, Integer> quick = new SinkHarness<>(sink(tier, policy(1, 0)))) {
      for (int n = 0; n < 9; n++) {
        slow.write("slow " + n);
        quick.write("quick " + n);
      }
      quick.endInput();

      assertThat(tier.rows()).hasSize(9);
      assertThat(hanging.rows()).isEmpty();
    }
  }

  @Test
  void aRowThatCannotBeWrittenLeavesNothingBehind() throws Exception {
    try (SinkHarness<String, Integer> sink = new SinkHarness<>(sink(tier, policy(100, 0)))) {
      sink.write("a");
      sink.write("unwritable");
      sink.write("b");
      sink.endInput();
    }

    assertThat(tier.rows()).containsExactly("a", "b");
  }

  @Test
  void aConnectionThatStoresNothingIsOpenedAnew() throws Exception {
    AtomicInteger opened = new AtomicInteger();
    RetryPolicy impatient =
        new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ZERO);
    HotTier.Connector connector =
        () -> opened.incrementAndGet() < 3 ? new RecordingTier().away(Integer.MAX_VALUE) : tier;
    try (SinkHarness<String, Integer> sink =
        new SinkHarness<>(
            new ClickHouseSink<>(new TextRows(), policy(1, 0, impatient), connector))) {
      sink.write("a");
      sink.endInput();
    }

    assertThat(tier.rows()).containsExactly("a");
  }

  private static ClickHouseSink<String> sink(RecordingTier tier, BatchPolicy policy) {
    return new ClickHouseSink<>(new TextRows(), policy, () -> tier);
  }

  private static BatchPolicy policy(int maxRows, int spacingMillis) {
    return policy(maxRows, spacingMillis, RETRIES);
  }

  private static BatchPolicy policy(int maxRows, int spacingMillis, RetryPolicy retries) {
    return new BatchPolicy(
        maxRows,
        1 << 20,
        Duration.ofMillis(200),
        Duration.ofMillis(spacingMillis),
        1,
        10,
        1 << 20,
        retries);
  }

  /** As the sink of events was before its rows could wait in the checkpoint. */
  private static final class Stateless implements Sink<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) {
      return new SinkWriter<>() {
        @Override
        public void write(String element, Context of) {
          // Nothing is written here.
        }

        @Override
        public void flush(boolean endOfInput) {
          // Nothing waits.
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
    }
  }
}
