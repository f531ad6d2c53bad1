package com.acme.analytics.flink.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
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

  @Test
  void zeroAndTheLargestNumbersHaveBucketsToo() {
    assertThat(Histogram.bucketOf(0)).isZero();
    assertThat(Histogram.bucketOf(-0.0)).isZero();
    assertThat(Histogram.bucketOf(1)).isEqualTo(16_000);
    assertThat(Histogram.bucketOf(Double.MAX_VALUE)).isEqualTo(31_000);
    assertThat(Histogram.bucketOf(Double.MIN_VALUE)).isEqualTo(1_000);
  }
}
