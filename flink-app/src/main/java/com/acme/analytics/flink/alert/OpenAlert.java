package com.acme.analytics.flink.alert;

/**
 * An alert that is open, and what was last told of it.
 *
 * @param opened start of the window that opened it, milliseconds since 1970
 * @param window start of the window last told of
 * @param score NaN where there is none
 * @param inOrder windows in order since the last that was not
 */
public record OpenAlert(
    long opened, long window, double value, double expected, double score, int inOrder) {
  /** A value so much further from the one told of, as a share of it or of what is expected. */
  private static final double MATERIAL = 0.5;

  OpenAlert withInOrder(int windows) {
    return new OpenAlert(opened, window, value, expected, score, windows);
  }

  OpenAlert told(long of, Verdict verdict) {
    return new OpenAlert(opened, of, verdict.value(), verdict.expected(), verdict.score(), 0);
  }

  /** Whether who was told of the alert would want to know. */
  boolean isChangedBy(Verdict verdict) {
    return Math.abs(verdict.value() - value)
        >= MATERIAL * Math.max(Math.abs(value), Math.abs(verdict.expected()));
  }
}
