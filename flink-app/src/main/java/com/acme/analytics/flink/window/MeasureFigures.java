package com.acme.analytics.flink.window;

/**
 * What is told of a measure.
 *
 * @param count events that have it
 */
public record MeasureFigures(long count, double sum) {}
