package com.acme.analytics.functions.query.funnel;

/**
 * What is left of a theta sketch once it is merged: enough to say how many users there are. (k
 * minimum values; the k + 1 smallest hashes are kept, the largest of them is theta.)
 *
 * @param hashes how many are kept, 0 to {@link #K} + 1
 * @param largest the largest hash kept, of 1 to 2^63 - 1; 0 when there is none
 */
public record UserSketch(int hashes, long largest) {
  /** How many users are counted exactly. */
  public static final int K = 4096;

  public UserSketch {
    if (hashes < 0 || hashes > K + 1) {
      throw new IllegalArgumentException("hashes: %d (expected: 0 to %d)".formatted(hashes, K + 1));
    }
  }

  /** Whether {@link #users} is no estimate. */
  public boolean isExact() {
    return hashes <= K;
  }

  /** How many users; beyond K an estimate, whose relative standard error is 1.6 %. */
  public long users() {
    return isExact() ? hashes : Math.round(K / (largest * 0x1p-63));
  }
}
