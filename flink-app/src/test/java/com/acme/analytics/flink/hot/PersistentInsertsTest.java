package com.acme.analytics.flink.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class PersistentInsertsTest {
  private final RecordingTier tier = new RecordingTier();

  @Test
  void aTierThatIsAwayForAWhileLosesNothing() throws Exception {
    tier.away(5);

    inserts(tier).insert(TextRows.encoded(texts(3)));

    assertThat(tier.rows()).isEqualTo(texts(3));
  }

  @Property(tries = 100)
  void aRefusedRowIsStoredInItsOtherFormAndTheOthersAsTheyAre(
      @ForAll @IntRange(min = 1, max = 40) int count,
      @ForAll Set<@IntRange(max = 39) Integer> refused)
      throws Exception {
    RecordingTier refusing = new RecordingTier().refusing(text -> refused.contains(number(text)));

    inserts(refusing).insert(TextRows.encoded(texts(count)));

    assertThat(refusing.rows())
        .isEqualTo(
            IntStream.range(0, count)
                .mapToObj(n -> (refused.contains(n) ? "ROW " : "row ") + n)
                .toList());
  }

  @Test
  void aRowRefusedInEachFormDoesNotHoldUpTheOthers() throws Exception {
    tier.refusing(text -> text.endsWith(" 2"));

    inserts(tier).insert(TextRows.encoded(texts(5)));

    assertThat(tier.rows()).containsExactly("row 0", "row 1", "row 3", "row 4");
  }

  private static PersistentInserts inserts(HotTier tier) {
    return new PersistentInserts(
        new TextRows(),
        tier,
        new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMinutes(1)),
        new HotMetrics(new UnregisteredMetricsGroup(), "texts"));
  }

  private static List<String> texts(int count) {
    return IntStream.range(0, count).mapToObj(n -> "row " + n).toList();
  }

  /** Of a text in lower case; -1 of one in its other form. */
  private static int number(String text) {
    return text.startsWith("row ") ? Integer.parseInt(text.substring(4)) : -1;
  }
}
