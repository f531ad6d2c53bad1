package com.acme.analytics.local.console.replay;

/**
 * A line of a log.
 *
 * @param number counted from 1
 * @param text without the line's end
 * @param complete false when the line was too long and {@code text} is only its beginning
 */
record LogLine(long number, String text, boolean complete) {}
