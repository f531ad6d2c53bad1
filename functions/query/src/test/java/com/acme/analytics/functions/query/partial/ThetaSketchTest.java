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

  @Property(tries = 200)
  void theIntersectionOfExactSketchesIsThatOfTheSets(
      @ForAll long seed,
      @ForAll @IntRange(max = 4096) int users,
      @ForAll @IntRange(max = 4096) int cut) {
    long[] hashes = new Random(seed).longs(users, 1, Long.MAX_VALUE).toArray();
    long[] left = LongStream.of(hashes).limit(cut).toArray();
    long[] right = LongStream.of(hashes).skip(cut / 2).toArray();

    ThetaSketch both = sketch(left).intersection(sketch(right));

    assertThat(both.isExact()).isTrue();
    assertThat(both.users()).isEqualTo(Math.max(0, Math.min(cut, users) - cut / 2));
    assertThat(both.users()).isLessThanOrEqualTo(sketch(left).users());
    assertThat(both.hashes()).containsExactly(sketch(right).intersection(sketch(left)).hashes());
    assertThat(both.relativeStandardError()).hasValue(0);
  }

  @Property(tries = 50)
  void anIntersectionIsWithinFiveOfItsStandardErrors(
      @ForAll long seed,
      @ForAll @IntRange(min = 10_000, max = 200_000) int users,
      @ForAll @IntRange(min = 20, max = 80) int percent) {
    long[] hashes = new Random(seed).longs(users, 1, Long.MAX_VALUE).toArray();
    int common = users * percent / 100;

    ThetaSketch both =
        sketch(LongStream.of(hashes).limit(common).toArray()).intersection(sketch(hashes));

    double error = both.relativeStandardError().orElseThrow();
    assertThat(error).isLessThan(5 * ThetaSketch.RELATIVE_STANDARD_ERROR);
    assertThat((double) both.users()).isCloseTo(common, within(5 * error * both.users()));
  }

  @Test
  void anEstimateThatNobodyIsLeftOfHasNoError() {
    ThetaSketch many = sketch(new Random(1).longs(10_000, 1, Long.MAX_VALUE / 2).toArray());
    ThetaSketch other =
        sketch(new Random(2).longs(10, Long.MAX_VALUE / 2, Long.MAX_VALUE).toArray());

    assertThat(many.intersection(other).users()).isZero();
    assertThat(many.intersection(other).relativeStandardError()).isEmpty();
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
