package com.acme.analytics.flink.window;

/**
 * One window of a {@link SeriesHour}.
 *
 * @param value of the dimension
 * @param seconds length of the window
 * @param start milliseconds since 1970
 */
record WindowSlot(String value, int seconds, long start) {}
