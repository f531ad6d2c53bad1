package com.acme.analytics.functions.query.partial;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Distinct users as a theta sketch: the hashes below theta, which stand for all of the share theta
 * / 2^63. Hashes are those of {@code user_hash}, so sketches of any tier unite.
 *
 * @param theta 1 to 2^63 - 1; the latter while every user's hash is kept
 * @param hashes below theta, ascending, each once; at most {@value #K} after {@link #of} and {@link
 *     #union}
 * @see <a href="https://datasketches.apache.org/docs/Theta/ThetaSketchFramework.html">Theta sketch
 *     framework</a>
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by what it says, never by equals.
public record ThetaSketch(long theta, long[] hashes) {
  /** How many users are counted exactly. */
  public static final int K = 4096;

  /** What a count beyond K is off by, relative: one standard error, 1 / sqrt(K - 1). */
  public static final double RELATIVE_STANDARD_ERROR = 1 / Math.sqrt(K - 1);

  private static final ThetaSketch EMPTY = new ThetaSketch(Long.MAX_VALUE, new long[0]);

  /** Of nobody. */
  public static ThetaSketch empty() {
    return EMPTY;
  }

  /**
   * The sketch that the smallest hashes of a set are.
   *
   * @param smallest the {@value #K} + 1 smallest distinct ones, or all where there are fewer; in
   *     any order
   */
  public static ThetaSketch of(long[] smallest) {
    long[] sorted = smallest.clone();
    Arrays.sort(sorted);
    return trimmed(Long.MAX_VALUE, sorted);
  }

  /** The sketch of the users of both. */
  public ThetaSketch union(ThetaSketch other) {
    long least = Math.min(theta, other.theta);
    long[] united = new long[hashes.length + other.hashes.length];
    int size = 0;
    int mine = 0;
    int theirs = 0;
    while (true) {
      long next =
          Math.min(
              mine < hashes.length ? hashes[mine] : Long.MAX_VALUE,
              theirs < other.hashes.length ? other.hashes[theirs] : Long.MAX_VALUE);
      if (next >= least) {
        return trimmed(least, Arrays.copyOf(united, size));
      }
      united[size++] = next;
      if (mine < hashes.length && hashes[mine] == next) {
        mine++;
      }
      if (theirs < other.hashes.length && other.hashes[theirs] == next) {
        theirs++;
      }
    }
  }

  /** The sketch of the users of either that are also of the other. */
  public ThetaSketch intersection(ThetaSketch other) {
    long least = Math.min(theta, other.theta);
    long[] common =
        Arrays.stream(hashes)
            .filter(hash -> hash < least && Arrays.binarySearch(other.hashes, hash) >= 0)
            .toArray();
    return new ThetaSketch(least, common);
  }

  /**
   * One standard error of {@link #users}, relative to it: of n users each is kept with the
   * probability p = theta / 2^63, so the count kept is binomial and its relative error sqrt((1 - p)
   * / (n p)). 0 of an exact count; empty when nobody is kept, for then there may yet be users.
   */
  public OptionalDouble relativeStandardError() {
    if (isExact()) {
      return OptionalDouble.of(0);
    }
    return hashes.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt((1 - theta * 0x1p-63) / hashes.length));
  }

  /** Whether {@link #users} is no estimate. */
  public boolean isExact() {
    return theta == Long.MAX_VALUE;
  }

  /** How many users. */
  public long users() {
    return isExact() ? hashes.length : Math.round(hashes.length / (theta * 0x1p-63));
  }

  private static ThetaSketch trimmed(long theta, long[] sorted) {
    return sorted.length <= K
        ? new ThetaSketch(theta, sorted)
        : new ThetaSketch(sorted[K], Arrays.copyOf(sorted, K));
  }
}
