package com.acme.analytics.flink.alert;

import java.util.Map;

/**
 * What rules can follow of a window as it is now: a few numbers in place of its sketches.
 *
 * @param seconds length of the window
 * @param start milliseconds since 1970
 * @param count events; it only grows, so it is the version too
 * @param users distinct ones, as estimated
 * @param measures by name
 */
public record WindowFigures(
    String customer,
    String dimension,
    String value,
    int seconds,
    long start,
    long count,
    double users,
    Map<String, MeasureFigures> measures) {}
