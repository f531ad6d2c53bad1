package com.acme.analytics.flink.alert;

/**
 * What a window is found to be.
 *
 * @param abnormal whether the rule's condition holds
 * @param value what was looked at
 * @param expected what it was held against
 * @param score deviations from that; NaN where there are none
 */
record Verdict(boolean abnormal, double value, double expected, double score) {
  /** Of a window in which there is nothing to look at: nothing is wrong with it. */
  static final Verdict NOTHING = new Verdict(false, Double.NaN, Double.NaN, Double.NaN);

  /** Whether there was anything to look at. */
  boolean isKnown() {
    return !Double.isNaN(value);
  }
}
