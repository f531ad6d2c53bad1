package com.acme.analytics.flink.alert;

/**
 * How far a rule's windows are judged.
 *
 * @param next start of the next window, milliseconds since 1970
 * @param due processing time at which it is judged; another timer is one of the past
 * @param silentMinutes in a row, up to the last window
 */
public record Progress(long next, long due, long silentMinutes) {}
