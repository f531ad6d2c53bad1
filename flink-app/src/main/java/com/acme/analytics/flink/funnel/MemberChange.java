package com.acme.analytics.flink.funnel;

/**
 * What has become of one member of a cohort.
 *
 * @param steps of the funnel
 * @param windowMillis of the funnel
 * @param before what was said of the member last
 */
public record MemberChange(
    Cohort cohort, int steps, long windowMillis, long userHash, Progress before, Progress after) {}
