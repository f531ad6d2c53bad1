package com.acme.analytics.flink.alert;

/** The newest {@link Observation} of a window that is not judged yet. */
public record Seen(long version, double value, boolean present) {}
