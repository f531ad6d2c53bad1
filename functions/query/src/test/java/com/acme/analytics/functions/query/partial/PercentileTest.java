package com.acme.analytics.functions.query.partial;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.histogram.Histogram;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PercentileTest {
  @Property(tries = 300)
  void percentilesOfPartsMergeToThatOfAllWhicheverComesFirst(
      @ForAll @Size(min = 1, max = 200) List<@DoubleRange(min = -1e6, max = 1e6) Double> numbers,
      @ForAll @IntRange(max = 200) int cut,
      @ForAll @IntRange(min = 1, max = 99) int percent) {
    int at = Math.min(cut, numbers.size());
    Partial.Percentile left = of(numbers.subList(0, at), percent);
    Partial.Percentile right = of(numbers.subList(at, numbers.size()), percent);
    List<Double> sorted = numbers.stream().sorted().toList();
    double exact = sorted.get((sorted.size() * percent + 99) / 100 - 1);

    Partial.Percentile merged = left.merge(right);

    assertThat(merged.value())
        .isEqualTo(right.merge(left).value())
        .isEqualTo(of(numbers, percent).value())
        .isCloseTo(exact, Offset.offset(Math.abs(exact) * merged.relativeError()));
    assertThat(left.value()).isEqualTo(of(numbers.subList(0, at), percent).value());
  }

  @Test
  void ofNoNumberItIsNullAndNoEstimate() {
    Partial.Percentile none = of(List.of(), 95).merge(of(List.of(), 95));

    assertThat(none.value()).isNull();
    assertThat(none.relativeError()).isZero();
  }

  @Test
  void theRankIsAsUncertainAsThatOfThePartWhereItIsMost() {
    Partial.Percentile counted = of(List.of(1.0), 50);
    Partial.Percentile sampled =
        new Partial.Percentile(new Distribution(new Histogram(), 0.014), 50);

    assertThat(counted.merge(sampled).rankError()).isEqualTo(0.014);
    assertThat(counted.merge(counted).rankError()).isZero();
  }

  private static Partial.Percentile of(List<Double> numbers, int percent) {
    Histogram counts = new Histogram();
    numbers.forEach(counts::add);
    return new Partial.Percentile(Distribution.of(counts), percent);
  }
}
