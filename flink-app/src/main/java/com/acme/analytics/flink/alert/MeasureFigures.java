package com.acme.analytics.flink.alert;

/**
 * What rules can follow of a measure.
 *
 * @param count events that have it
 */
public record MeasureFigures(long count, double sum) {}
