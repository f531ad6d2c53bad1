package com.acme.analytics.functions.query.partial;

import com.acme.analytics.core.histogram.Histogram;

/**
 * How a property's numbers are spread.
 *
 * @param rankError by how much of all numbers the rank of one may be off, 0 to 1: 0 where every
 *     number was counted
 */
public record Distribution(Histogram counts, double rankError) {
  /** Of numbers that were all counted. */
  public static Distribution of(Histogram counts) {
    return new Distribution(counts, 0);
  }

  /** Of the numbers of both; both stay as they are. */
  Distribution plus(Distribution other) {
    Histogram sum = Histogram.of(counts.buckets(), counts.counts());
    sum.merge(other.counts);
    return new Distribution(sum, Math.max(rankError, other.rankError));
  }
}
