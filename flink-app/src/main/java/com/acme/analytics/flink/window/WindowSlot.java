package com.acme.analytics.flink.window;

/**
 * One window of a {@link SeriesHour}. Public, as Flink would keep it by Kryo otherwise.
 *
 * @param value of the dimension
 * @param seconds length of the window
 * @param start milliseconds since 1970
 */
public record WindowSlot(String value, int seconds, long start) {}
