package com.acme.analytics.flink.funnel;

/**
 * The users that began a funnel in a minute, with one value of its breakdown.
 *
 * @param funnel its id
 * @param minute its start, milliseconds since 1970
 */
public record Cohort(String customer, String funnel, String value, long minute) {}
