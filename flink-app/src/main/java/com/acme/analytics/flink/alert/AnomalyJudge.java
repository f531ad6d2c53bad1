package com.acme.analytics.flink.alert;

import com.acme.analytics.core.alert.Condition.Anomaly;

/**
 * Holds a window against a baseline: its score is how many deviations it lies from the mean.
 *
 * <p>What the baseline learns of a window goes no further from the mean than the threshold lies
 * (winsorised), so a spike hardly moves it, yet a level that stays is the new baseline in the end.
 *
 * @param counts whether the series counts things, so that chance alone moves it by the root of its
 *     mean
 */
record AnomalyJudge(Anomaly anomaly, boolean counts) {
  /** Of fewer windows no deviation is known to winsorise by. */
  private static final int LEAST_WINDOWS = 10;

  /** Of figures that are no counts, a change by less than this share is none. */
  private static final double LEAST_CHANGE = 0.05;

  Verdict judge(Baseline baseline, double value) {
    double score = score(baseline, value);
    boolean abnormal =
        baseline.windows() >= anomaly.warmUpWindows()
            && anomaly.direction().exceeds(score, anomaly.sigma());
    return new Verdict(abnormal, value, baseline.mean(), score);
  }

  /** The baseline once it has learnt of the window. */
  Baseline learn(Baseline baseline, double value) {
    double learnt = value;
    if (baseline.windows() >= LEAST_WINDOWS) {
      double furthest = anomaly.sigma() * deviation(baseline, value);
      learnt = Math.max(baseline.mean() - furthest, Math.min(baseline.mean() + furthest, value));
    }
    return baseline.with(learnt, anomaly.lengthWindows());
  }

  private double score(Baseline baseline, double value) {
    double difference = value - baseline.mean();
    return difference == 0 ? 0 : difference / deviation(baseline, value);
  }

  /**
   * Never less than what chance makes of such a series, however still it has been: of counts the
   * root of the mean, with one more, as small counts lean upward.
   */
  private double deviation(Baseline baseline, double value) {
    double least =
        counts
            ? Math.sqrt(1 + Math.max(0, baseline.mean()))
            : LEAST_CHANGE * Math.max(Math.abs(baseline.mean()), Math.abs(value));
    return Math.max(least, Math.sqrt(baseline.variance()));
  }
}
