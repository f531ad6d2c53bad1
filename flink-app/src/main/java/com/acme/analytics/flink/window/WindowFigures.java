package com.acme.analytics.flink.window;

import java.util.Map;

/**
 * A window as it is now, for rules and dashboards: a few numbers in place of its sketches.
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
