package com.acme.analytics.functions.query.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Sketches of parts say what a sketch of all says. */
class ThetaSketchTest {
  @Property(tries = 200)
  void theUnionOfSketchesIsTheSketchOfAll(
      @ForAll long seed,
      @ForAll @IntRange(max = 9000) int users,
      @ForAll @IntRange(max = 9000) int cut) {
    long[] hashes = new Random(seed).longs(users, 1, Long.MAX_VALUE).toArray();
    // Some users are in both parts.
    long[] left = LongStream.of(hashes).limit(cut).toArray();
    long[] right = LongStream.of(hashes).skip(cut / 2).toArray();

    ThetaSketch united = sketch(left).union(sketch(right));
    ThetaSketch whole = sketch(hashes);

    assertThat(united.users()).isEqualTo(whole.users());
    assertThat(united.theta()).isEqualTo(whole.theta());
    assertThat(united.hashes()).containsExactly(whole.hashes());
    assertThat(whole.isExact()).isEqualTo(users <= ThetaSketch.K);
  }

  @Property(tries = 50)
  void anEstimateIsWithinFiveStandardErrors(
      @ForAll long seed, @ForAll @IntRange(min = 4097, max = 200_000) int users) {
    ThetaSketch sketch = sketch(new Random(seed).longs(users, 1, Long.MAX_VALUE).toArray());

    assertThat((double) sketch.users())
        .isCloseTo(users, within(5 * ThetaSketch.RELATIVE_STANDARD_ERROR * users));
  }

  @Test
  void aSketchOfNobodyCountsNobody() {
    assertThat(ThetaSketch.empty().users()).isZero();
    assertThat(ThetaSketch.empty().union(ThetaSketch.empty()).isExact()).isTrue();
  }

  /** As stores give them: the smallest distinct hashes. */
  private static ThetaSketch sketch(long[] hashes) {
    return ThetaSketch.of(
        LongStream.of(hashes).distinct().sorted().limit(ThetaSketch.K + 1).toArray());
  }
}
