package com.acme.analytics.flink.funnel;

/**
 * A step of a cohort as it is now: the whole of it, so that writing it again, or writing an earlier
 * one after it, changes nothing.
 *
 * @param funnel its id
 * @param value of the funnel's breakdown; empty without one
 * @param minute whose starts the cohort is, milliseconds since 1970
 * @param step 1 to the number of steps
 * @param version a later one has a larger one
 * @param deleted whether the cohort has no member any more: another value has them
 */
public record FunnelRow(
    String customer,
    String funnel,
    String value,
    long minute,
    int step,
    StepCounts counts,
    long version,
    boolean deleted) {}
