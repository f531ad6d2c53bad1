package com.acme.analytics.flink.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DistinctUsersTest {
  @Property(tries = 200)
  void howeverUsersAreSplitTheSketchesMergeToTheSketchOfAll(
      @ForAll @Size(max = 400) List<@LongRange(min = 0, max = 300) Long> hashes,
      @ForAll @LongRange(min = 0, max = 400) long split) {
    DistinctUsers one = new DistinctUsers();
    DistinctUsers left = new DistinctUsers();
    DistinctUsers right = new DistinctUsers();
    for (int i = 0; i < hashes.size(); i++) {
      one.add(hashes.get(i));
      (i < split ? left : right).add(hashes.get(i));
    }
    right.merge(left);

    long[] expected =
        hashes.stream().mapToLong(Long::longValue).filter(h -> h > 0).distinct().sorted().toArray();
    assertThat(one.hashes()).isEqualTo(expected);
    assertThat(right.hashes()).isEqualTo(expected);
  }

  @Property(tries = 20)
  void beyondItsSizeItKeepsTheSmallestHashesWhateverTheOrder(@ForAll long seed) {
    long[] hashes = hashes(seed, 3 * DistinctUsers.K);
    DistinctUsers one = new DistinctUsers();
    LongStream.of(hashes).forEach(one::add);
    DistinctUsers left = new DistinctUsers();
    DistinctUsers right = new DistinctUsers();
    for (int i = 0; i < hashes.length; i++) {
      (i % 3 == 0 ? left : right).add(hashes[hashes.length - 1 - i]);
    }
    left.merge(right);

    long[] smallest =
        LongStream.of(hashes).distinct().sorted().limit(DistinctUsers.K + 1).toArray();
    assertThat(one.hashes()).isEqualTo(smallest);
    assertThat(left.hashes()).isEqualTo(smallest);
  }

  @Test
  void upToItsSizeItIsExactAndBeyondWithinItsError() {
    DistinctUsers few = new DistinctUsers();
    LongStream.of(hashes(1, DistinctUsers.K)).forEach(few::add);
    DistinctUsers many = new DistinctUsers();
    LongStream.of(hashes(2, 100_000)).forEach(many::add);

    assertThat(few.estimate()).isEqualTo(DistinctUsers.K);
    // Four standard errors.
    assertThat(many.estimate()).isCloseTo(100_000, within(4 * 100_000 / 64.0));
  }

  private static long[] hashes(long seed, int count) {
    return new SplittableRandom(seed).longs(count, 1, Long.MAX_VALUE).toArray();
  }
}
