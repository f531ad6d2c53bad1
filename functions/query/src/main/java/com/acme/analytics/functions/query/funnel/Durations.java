package com.acme.analytics.functions.query.funnel;

import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of durations by bucket, whose bounds grow by 2 %: bucket 0 is 0 ms, bucket 16000 + i holds
 * those over 1.02^(i - 1) and up to 1.02^i ms. (Masson, Rim, Lee: DDSketch, 2019.)
 */
public final class Durations {
  private static final double GAMMA = 1.02;
  private static final int OFFSET = 16_000;

  private final SortedMap<Integer, Long> counts;

  /** Of counts by bucket. */
  public Durations(Map<Integer, Long> counts) {
    this.counts = new TreeMap<>(counts);
  }

  /**
   * The lower median, ms, off by 1 % and half a millisecond at most; empty when there is no
   * duration.
   */
  public OptionalLong medianMillis() {
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    long below = 0;
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      below += bucket.getValue();
      if (2 * below >= total && below > 0) {
        return OptionalLong.of(middle(bucket.getKey()));
      }
    }
    return OptionalLong.empty();
  }

  /** The value from which all of a bucket are off by the same share at most. */
  private static long middle(int bucket) {
    return bucket == 0 ? 0 : Math.round(2 * Math.pow(GAMMA, bucket - OFFSET) / (1 + GAMMA));
  }
}
