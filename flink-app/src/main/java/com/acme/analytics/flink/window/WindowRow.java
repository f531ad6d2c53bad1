package com.acme.analytics.flink.window;

/**
 * A row of the hot tier's table of windows.
 *
 * @param measure empty for the events themselves, else the name of a declared measure
 */
public record WindowRow(WindowUpdate window, String measure) {}
