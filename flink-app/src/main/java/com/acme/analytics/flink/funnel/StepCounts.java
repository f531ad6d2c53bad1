package com.acme.analytics.flink.funnel;

/**
 * One step of one cohort.
 *
 * @param members how many have taken it
 * @param users their hashes, as {@link com.acme.analytics.flink.window.DistinctUsers} gives them
 * @param buckets of the times to the next step in milliseconds, as {@link
 *     com.acme.analytics.core.histogram.Histogram} gives them; of members that have taken that too
 * @param bucketCounts how many are in each bucket
 */
public record StepCounts(long members, long[] users, int[] buckets, long[] bucketCounts) {}
