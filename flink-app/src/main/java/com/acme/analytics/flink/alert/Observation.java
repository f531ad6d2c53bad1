package com.acme.analytics.flink.alert;

/**
 * A rule's metric in one window as it is now.
 *
 * @param rule key of the rule's definition
 * @param start of the window, milliseconds since 1970
 * @param version grows with each change of the window
 * @param value 0 when there is nothing
 * @param present whether any event came that the metric is about
 */
public record Observation(String rule, long start, long version, double value, boolean present) {}
