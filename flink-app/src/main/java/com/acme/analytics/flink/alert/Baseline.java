package com.acme.analytics.flink.alert;

/**
 * What a series is used to: the exponentially weighted mean and variance of its windows. The first
 * windows weigh alike, until there are as many as the weights reach back. (Finch: Incremental
 * Calculation of Weighted Mean and Variance, 2009.)
 *
 * @param windows that it has learnt of
 */
public record Baseline(double mean, double variance, long windows) {
  /** Of a series that nothing is known of. */
  static final Baseline EMPTY = new Baseline(0, 0, 0);

  /**
   * With one more window.
   *
   * @param length windows that the weights reach back
   */
  Baseline with(double value, long length) {
    double weight = Math.max(1.0 / (windows + 1), 2.0 / (length + 1));
    double difference = value - mean;
    double step = weight * difference;
    return new Baseline(mean + step, (1 - weight) * (variance + difference * step), windows + 1);
  }
}
