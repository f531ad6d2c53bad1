package com.acme.analytics.flink.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final long TICK = 1_000;

  @Property(tries = 200)
  void whenEverOneAsksItsTurnIsTheTickOfItsOwnAmongTheNext(
      @ForAll int moment,
      @ForAll @IntRange(min = 1, max = 60) int every,
      @ForAll @IntRange(max = 1_000) int asked) {
    Turns<String> turns = new Turns<>(TICK, asked * TICK);
    turns.add("a", moment, every);

    List<Integer> had = new ArrayList<>();
    for (int tick = asked; tick < asked + 2 * every; tick++) {
      if (!turns.take(tick * TICK + 200).isEmpty()) {
        had.add(tick);
      }
    }
    assertThat(had)
        .singleElement()
        .satisfies(
            tick -> {
              assertThat(tick).isBetween(asked, asked + every - 1);
              assertThat(Math.floorMod(tick, every)).isEqualTo(Math.floorMod(moment, every));
            });
  }

  @Test
  void aTickThatHasPassedIsNobodysTurnAnyMore() {
    Turns<String> turns = new Turns<>(TICK, 0);
    turns.take(4_200);
    turns.add("a", 4, 5);

    assertThat(turns.take(8_999)).isEmpty();
    assertThat(turns.take(9_000)).containsExactly("a");
  }

  @Test
  void whoMissedTheTurnSinceTheClockWentOnHasItNow() {
    Turns<String> turns = new Turns<>(TICK, 0);
    turns.add("a", 1, 5);
    turns.add("b", 4, 5);

    assertThat(turns.take(3_000)).containsExactly("a");
    assertThat(turns.takeAll()).containsExactly("b");
    assertThat(turns.takeAll()).isEmpty();
  }
}
