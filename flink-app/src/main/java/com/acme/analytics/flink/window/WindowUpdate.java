package com.acme.analytics.flink.window;

/**
 * A window as it is now: the whole of it, so that writing it again, or writing an earlier one after
 * it, changes nothing.
 *
 * @param seconds length of the window
 * @param start milliseconds since 1970
 */
public record WindowUpdate(
    String customer,
    String dimension,
    String value,
    int seconds,
    long start,
    Aggregate aggregate) {}
