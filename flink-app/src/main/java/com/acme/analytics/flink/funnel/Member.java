package com.acme.analytics.flink.funnel;

/**
 * A user in the cohort of a minute.
 *
 * @param value of the breakdown, of the event that begins the chain
 * @param lastMillis time of the last step taken, since 1970
 */
public record Member(String value, Progress progress, long lastMillis) {}
