package com.acme.analytics.flink.window;

import com.acme.analytics.core.histogram.Histogram;

/** What is known of the values of one measure. They add up in any order. */
public final class MeasureAggregate {
  private long count;
  private double sum;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private final Histogram histogram;

  public MeasureAggregate() {
    histogram = new Histogram();
  }

  /** From what its methods have given. */
  public MeasureAggregate(long count, double sum, double min, double max, Histogram histogram) {
    this.count = count;
    this.sum = sum;
    this.min = min;
    this.max = max;
    this.histogram = histogram;
  }

  /** Adds a finite value. */
  public void add(double value) {
    count++;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
    histogram.add(value);
  }

  /** Adds all values of the other, which stays as it is. */
  public void merge(MeasureAggregate other) {
    count += other.count;
    sum += other.sum;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    histogram.merge(other.histogram);
  }

  /** Takes back all values, and keeps the room for as many. */
  void clear() {
    count = 0;
    sum = 0;
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
    histogram.clear();
  }

  public long count() {
    return count;
  }

  /** In the order of addition, so the last digits of a sum of fractions may differ. */
  public double sum() {
    return sum;
  }

  public double min() {
    return min;
  }

  public double max() {
    return max;
  }

  public Histogram histogram() {
    return histogram;
  }
}
