package com.acme.analytics.flink.funnel;

/**
 * A user has come further, or by another way, in the cohort of a minute.
 *
 * @param minute its start, milliseconds since 1970
 * @param before null when the user was no member
 */
record JourneyChange(long minute, Member before, Member after) {}
