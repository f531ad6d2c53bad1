package com.acme.analytics.flink.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.acme.analytics.core.alert.Condition.Anomaly;
import com.acme.analytics.core.alert.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnomalyJudgeTest {
  private static final int TEN_WEEKS = 100_000;

  private final Random random = new Random(20_260_310);

  @ParameterizedTest
  @CsvSource({
    "3, 0.1, 0.006", "3, 1, 0.006", "3, 5, 0.006", "3, 30, 0.005", "3, 1000, 0.004",
    "4, 0.1, 0.0008", "4, 1, 0.0008", "4, 30, 0.0006", "4, 1000, 0.0003", "5, 30, 0.0001"
  })
  void whatComesByChanceIsFoundAbnormalAsRarelyAsStated(double sigma, double mean, double share) {
    assertThat(abnormal(sigma, true, () -> poisson(mean))).isLessThan(share);
  }

  @Test
  void aConstantSeriesIsNeverAbnormal() {
    assertThat(abnormal(3, true, () -> 0)).isZero();
    assertThat(abnormal(3, true, () -> 7)).isZero();
    assertThat(abnormal(3, false, () -> -0.3)).isZero();
  }

  @Test
  void aFigureThatIsNoCountMayChangeByAFewPercent() {
    assertThat(abnormal(3, false, () -> 100 + random.nextInt(10))).isZero();
  }

  @Test
  void aSpikeDoesNotHideTheNextOne() {
    AnomalyJudge judge = judge(3, true);
    Baseline before = Baseline.EMPTY;
    for (int i = 0; i < 500; i++) {
      before = judge.learn(before, poisson(100));
    }
    Baseline after = before;
    for (int i = 0; i < 5; i++) {
      after = judge.learn(after, 1_000);
    }

    assertThat(after.mean()).isBetween(before.mean(), before.mean() + 5);
    assertThat(after.variance()).isLessThan(2 * before.variance());
    assertThat(judge.judge(after, 160).abnormal()).isTrue();
    assertThat(judge.judge(after, 100).abnormal()).isFalse();
  }

  @Test
  void aLevelThatStaysIsTheNewBaselineInTheEnd() {
    AnomalyJudge judge = judge(3, true);
    Baseline baseline = Baseline.EMPTY;
    for (int i = 0; i < 500; i++) {
      baseline = judge.learn(baseline, poisson(100));
    }
    int abnormal = 0;
    for (int i = 0; i < 600; i++) {
      abnormal += judge.judge(baseline, 1_000).abnormal() ? 1 : 0;
      baseline = judge.learn(baseline, 1_000);
    }

    assertThat(abnormal).isBetween(10, 180);
    assertThat(baseline.mean()).isBetween(900.0, 1_001.0);
  }

  @Test
  void aSumThatHasAlwaysBeenNothingLearnsWhatItIs() {
    AnomalyJudge judge = judge(3, false);
    Baseline baseline = Baseline.EMPTY;
    for (int i = 0; i < 500; i++) {
      baseline = judge.learn(baseline, 0);
    }
    assertThat(judge.judge(baseline, 50).abnormal()).isTrue();
    for (int i = 0; i < 600; i++) {
      baseline = judge.learn(baseline, 50);
    }
    assertThat(judge.judge(baseline, 50).abnormal()).isFalse();
  }

  @Property(tries = 200)
  void untilTheWeightsReachBackTheBaselineIsTheMeanAndVarianceOfAll(
      @ForAll @Size(min = 1, max = 50) List<@DoubleRange(min = -1e6, max = 1e6) Double> values) {
    Baseline baseline = Baseline.EMPTY;
    double sum = 0;
    for (double value : values) {
      baseline = baseline.with(value, 180);
      sum += value;
    }
    double mean = sum / values.size();
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }

    assertThat(baseline.mean()).isCloseTo(mean, within(1e-6));
    assertThat(baseline.variance())
        .isCloseTo(squares / values.size(), within(1e-9 * squares + 1e-6));
  }

  /** The share of windows found abnormal, of all after the warm-up. */
  private static double abnormal(double sigma, boolean counts, DoubleSupplier values) {
    AnomalyJudge judge = judge(sigma, counts);
    Baseline baseline = Baseline.EMPTY;
    int abnormal = 0;
    for (int i = 0; i < TEN_WEEKS; i++) {
      double value = values.getAsDouble();
      abnormal += judge.judge(baseline, value).abnormal() ? 1 : 0;
      baseline = judge.learn(baseline, value);
    }
    return (double) abnormal / TEN_WEEKS;
  }

  private static AnomalyJudge judge(double sigma, boolean counts) {
    return new AnomalyJudge(
        new Anomaly(sigma, Direction.BOTH, false, Duration.ofHours(3), Duration.ofHours(1)),
        counts);
  }

  /** Knuth's for small means, the normal distribution's rounding for large ones. */
  private double poisson(double mean) {
    if (mean > 200) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
