package com.acme.analytics.flink.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.Events;
import com.acme.analytics.flink.device.Device;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class PersistentInsertsTest {
  private final RecordingTier tier = new RecordingTier();

  @Test
  void aTierThatIsAwayForAWhileLosesNothing() throws Exception {
    tier.failuresToCome = 5;

    inserts(Duration.ofMinutes(1)).insert(events(3));

    assertThat(tier.rows()).isEqualTo(events(3));
  }

  @Test
  void aTierThatStaysAwayFailsTheTask() {
    tier.failuresToCome = Integer.MAX_VALUE;

    assertThatThrownBy(() -> inserts(Duration.ofMillis(20)).insert(events(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("hot tier unavailable for")
        .hasMessageContaining("expected: <= PT0.02S");
  }

  @Property(tries = 100)
  void aRefusedRowIsStoredWithTextAndTheOthersAsTheyAre(
      @ForAll @IntRange(min = 1, max = 40) int count,
      @ForAll Set<@IntRange(max = 39) Integer> refused)
      throws Exception {
    RecordingTier refusing = new RecordingTier();
    refusing.refusedAsObject = event -> refused.contains((int) number(event));

    new PersistentInserts(refusing, policy(Duration.ofMinutes(1)), new UnregisteredMetricsGroup())
        .insert(events(count));

    assertThat(refusing.rows()).isEqualTo(events(count));
    assertThat(refusing.asText)
        .extracting(PersistentInsertsTest::number)
        .containsExactlyElementsOf(
            LongStream.range(0, count).filter(n -> refused.contains((int) n)).boxed().toList());
  }

  @Test
  void aRowRefusedInEachFormDoesNotHoldUpTheOthers() throws Exception {
    tier.refusedAsObject = event -> number(event) == 2;
    tier.refusedAsText = tier.refusedAsObject;

    inserts(Duration.ofMinutes(1)).insert(events(5));

    assertThat(tier.rows())
        .extracting(PersistentInsertsTest::number)
        .containsExactly(0L, 1L, 3L, 4L);
  }

  private PersistentInserts inserts(Duration giveUpAfter) {
    return new PersistentInserts(tier, policy(giveUpAfter), new UnregisteredMetricsGroup());
  }

  private static BatchPolicy policy(Duration giveUpAfter) {
    return new BatchPolicy(
        100,
        1 << 20,
        Duration.ofMillis(1),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        giveUpAfter);
  }

  private static List<HotEvent> events(int count) {
    return LongStream.range(0, count)
        .mapToObj(
            n -> {
              Event event = Events.event("a", "u", new UUID(0, n));
              event.setTimestamp(Instant.EPOCH);
              event.setReceivedAt(Instant.EPOCH);
              return new HotEvent(event, Device.NONE);
            })
        .toList();
  }

  private static long number(HotEvent row) {
    return row.event().getEventId().getLeastSignificantBits();
  }
}
