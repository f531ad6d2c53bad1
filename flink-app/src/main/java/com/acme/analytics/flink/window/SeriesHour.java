package com.acme.analytics.flink.window;

/**
 * The key of windows: all values of a dimension within an hour, so that they can be counted and
 * capped together.
 *
 * @param hour its start, milliseconds since 1970
 */
public record SeriesHour(String customer, String dimension, long hour) {}
