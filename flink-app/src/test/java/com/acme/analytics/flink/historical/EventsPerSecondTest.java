package com.acme.analytics.flink.historical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EventsPerSecondTest {
  private long now = 17;

  @Property(tries = 200)
  void noMoreThanTheRatePassesWhateverThePauses(
      @ForAll @IntRange(min = 1, max = 100_000) int rate,
      @ForAll @Size(min = 1, max = 30) List<@LongRange(max = 200_000_000) Long> pauses) {
    EventsPerSecond limit = new EventsPerSecond(rate, () -> now);
    long begin = now;
    long passed = 0;
    for (long pause : pauses) {
      now += pause;
      long wait;
      do {
        wait = limit.take();
        passed++;
      } while (wait == 0);
      // The last of them passes once it has waited.
      now += wait;
    }

    long nanos = now - begin + EventsPerSecond.SLICE_NANOS;
    assertThat((double) passed).isLessThanOrEqualTo(nanos * 1e-9 * rate + 1);
  }

  @Test
  void whoComesAtTheRateNeverWaits() {
    EventsPerSecond limit = new EventsPerSecond(1_000, () -> now);

    for (int n = 0; n < 10_000; n++) {
      assertThat(limit.next()).isCompleted();
      now += TimeUnit.MILLISECONDS.toNanos(1);
    }
  }

  @Test
  void whoIsAheadWaitsUntilDue() {
    EventsPerSecond limit = new EventsPerSecond(1_000, () -> now);
    for (int n = 0; n < 9; n++) {
      assertThat(limit.take()).isZero();
    }

    assertThat(limit.take()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(10));
    assertThat(limit.next()).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void aRateOfNothingIsRefused() {
    assertThatThrownBy(() -> new EventsPerSecond(0, () -> now))
        .hasMessage("rate: 0 (expected: 1 to 1000000)");
  }
}
