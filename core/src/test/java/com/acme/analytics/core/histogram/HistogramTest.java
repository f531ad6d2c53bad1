package com.acme.analytics.core.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Property(tries = 200)
  void histogramsOfPartsMergeToTheHistogramOfAll(
      @ForAll List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
      @ForAll @IntRange(max = 20) int split) {
    Histogram one = new Histogram();
    Histogram left = new Histogram();
    Histogram right = new Histogram();
    for (int i = 0; i < values.size(); i++) {
      one.add(values.get(i));
      (i < split ? left : right).add(values.get(i));
    }
    right.merge(left);

    assertThat(right.buckets()).isEqualTo(one.buckets()).isSorted();
    assertThat(right.counts()).isEqualTo(one.counts());
  }

  @Property(tries = 200)
  void aBucketsBoundsAreTwoPercentApart(@ForAll @DoubleRange(min = -20, max = 27) double exponent) {
    double value = Math.exp(exponent);
    int bucket = Histogram.bucketOf(value);
    double upper = Math.pow(1.02, bucket - 16_000);

    assertThat(value).isBetween(upper / 1.02 * 0.999_999, upper * 1.000_001);
    assertThat(Histogram.bucketOf(-value)).isEqualTo(-bucket);
  }

  @Property(tries = 500)
  void aPercentileIsWithinOnePercentOfTheNearestRanks(
      @ForAll @Size(min = 1, max = 300) List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
      @ForAll @IntRange(min = 1, max = 100) int percent) {
    Histogram histogram = new Histogram();
    values.forEach(histogram::add);
    List<Double> sorted = values.stream().sorted().toList();
    double exact = sorted.get((sorted.size() * percent + 99) / 100 - 1);

    assertThat(histogram.percentile(percent).orElseThrow())
        .isCloseTo(exact, Offset.offset(Math.abs(exact) * Histogram.RELATIVE_ERROR));
  }

  @Test
  void ofNoValueThereIsNoPercentile() {
    assertThat(new Histogram().percentile(50)).isEmpty();
  }

  @Test
  void zeroAndTheLargestNumbersHaveBucketsToo() {
    assertThat(Histogram.bucketOf(0)).isZero();
    assertThat(Histogram.bucketOf(-0.0)).isZero();
    assertThat(Histogram.bucketOf(1)).isEqualTo(16_000);
    assertThat(Histogram.bucketOf(Double.MAX_VALUE)).isEqualTo(31_000);
    assertThat(Histogram.bucketOf(Double.MIN_VALUE)).isEqualTo(1_000);
  }
}
