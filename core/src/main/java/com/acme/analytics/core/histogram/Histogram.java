package com.acme.analytics.core.histogram;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Counts of values in buckets whose bounds grow by 2 % each, so that a quantile read from it is off
 * by 1 % of the value at most. (Masson, Rim, Lee: DDSketch, 2019.) Histograms add up, exactly.
 *
 * <p>Bucket of a value v: 0 for 0, else sign(v) (16000 + ceil(ln |v| / ln 1.02)), the logarithm
 * kept within -15000 and 15000: numbers beyond 1e±129 share the outermost buckets.
 */
public final class Histogram {
  /** What a quantile is off by at most, as a share of the value. */
  public static final double RELATIVE_ERROR = 0.01;

  private static final double GAMMA = 1.02;
  private static final double LOG_GAMMA = Math.log(GAMMA);
  private static final int OFFSET = 16_000;
  private static final int OUTERMOST = 15_000;
  private static final int[] NO_BUCKETS = {};
  private static final long[] NO_COUNTS = {};

  private int[] buckets = NO_BUCKETS;
  private long[] counts = NO_COUNTS;
  private int size;

  public Histogram() {}

  /** From what {@link #buckets} and {@link #counts} have given. */
  public static Histogram of(int[] buckets, long[] counts) {
    Histogram histogram = new Histogram();
    histogram.buckets = buckets;
    histogram.counts = counts;
    histogram.size = buckets.length;
    return histogram;
  }

  /** The bucket of a finite value. */
  public static int bucketOf(double value) {
    if (value == 0) {
      return 0;
    }
    double log = Math.ceil(Math.log(Math.abs(value)) / LOG_GAMMA);
    int bucket = OFFSET + (int) Math.max(-OUTERMOST, Math.min(OUTERMOST, log));
    return value < 0 ? -bucket : bucket;
  }

  /** Counts one value. */
  public void add(double value) {
    add(bucketOf(value), 1);
  }

  /** Counts one value more in the bucket that {@link #bucketOf} gave. */
  public void addToBucket(int bucket) {
    add(bucket, 1);
  }

  /** Counts values more in the bucket that {@link #bucketOf} gave. */
  public void addToBucket(int bucket, long values) {
    add(bucket, values);
  }

  /** Takes back one value of the bucket that {@link #bucketOf} gave; none from an empty one. */
  public void removeFromBucket(int bucket) {
    int found = Arrays.binarySearch(buckets, 0, size, bucket);
    if (found < 0) {
      return;
    }
    counts[found]--;
    if (counts[found] == 0) {
      System.arraycopy(buckets, found + 1, buckets, found, size - found - 1);
      System.arraycopy(counts, found + 1, counts, found, size - found - 1);
      size--;
    }
  }

  /** Adds all counts of the other, which stays as it is. */
  public void merge(Histogram other) {
    for (int i = 0; i < other.size; i++) {
      add(other.buckets[i], other.counts[i]);
    }
  }

  /** Takes back all values, and keeps the room for as many. */
  public void clear() {
    size = 0;
  }

  /**
   * The percentile by nearest rank: the smallest value that at least so many percent of all values
   * do not exceed. It is off by {@link #RELATIVE_ERROR} of the value at most.
   *
   * @param percent 1 to 100
   * @return empty of no value
   */
  public OptionalDouble percentile(int percent) {
    long total = 0;
    for (int i = 0; i < size; i++) {
      total += counts[i];
    }
    long rank = (total * percent + 99) / 100;
    long upTo = 0;
    for (int i = 0; i < size; i++) {
      upTo += counts[i];
      if (upTo >= rank) {
        return OptionalDouble.of(middle(buckets[i]));
      }
    }
    return OptionalDouble.empty();
  }

  /** The value from which all of a bucket are off by the same share at most. */
  private static double middle(int bucket) {
    if (bucket == 0) {
      return 0;
    }
    double size = 2 * Math.pow(GAMMA, Math.abs(bucket) - OFFSET) / (1 + GAMMA);
    return bucket < 0 ? -size : size;
  }

  /** The buckets that hold something, ascending: a copy. */
  public int[] buckets() {
    return Arrays.copyOf(buckets, size);
  }

  /** How many values each of {@link #buckets} holds: a copy. */
  public long[] counts() {
    return Arrays.copyOf(counts, size);
  }

  private void add(int bucket, long count) {
    int found = Arrays.binarySearch(buckets, 0, size, bucket);
    if (found >= 0) {
      counts[found] += count;
      return;
    }
    int place = -found - 1;
    if (size == buckets.length) {
      int capacity = Math.max(4, size * 2);
      buckets = Arrays.copyOf(buckets, capacity);
      counts = Arrays.copyOf(counts, capacity);
    }
    System.arraycopy(buckets, place, buckets, place + 1, size - place);
    System.arraycopy(counts, place, counts, place + 1, size - place);
    buckets[place] = bucket;
    counts[place] = count;
    size++;
  }
}
