package com.acme.analytics.functions.query.funnel;

import com.acme.analytics.functions.query.partial.ThetaSketch;

/**
 * What is left of a theta sketch once it is merged: enough to say how many users there are. (k
 * minimum values; the k + 1 smallest hashes are kept, the largest of them is theta.)
 *
 * @param hashes how many are kept, 0 to {@link ThetaSketch#K} + 1
 * @param largest the largest hash kept, of 1 to 2^63 - 1; 0 when there is none
 */
public record UserSketch(int hashes, long largest) {
  public UserSketch {
    if (hashes < 0 || hashes > ThetaSketch.K + 1) {
      throw new IllegalArgumentException(
          "hashes: %d (expected: 0 to %d)".formatted(hashes, ThetaSketch.K + 1));
    }
  }

  /** Whether {@link #users} is no estimate. */
  public boolean isExact() {
    return hashes <= ThetaSketch.K;
  }

  /** How many users; beyond K an estimate, whose relative standard error is 1.6 %. */
  public long users() {
    return isExact() ? hashes : Math.round(ThetaSketch.K / (largest * 0x1p-63));
  }
}
