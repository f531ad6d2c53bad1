package com.acme.analytics.functions.query.lake;

import com.acme.analytics.core.query.TimeRange;

/**
 * A part of a selection that is read at once: of its time, and within that of event ids by their
 * hash, so that even events of one moment can be parted.
 *
 * @param share which of the shares, from 0
 * @param shares into how many the events of the range are parted; 1 has them all
 * @param rows about how many it has, repeats included
 */
public record LakePart(TimeRange range, int share, int shares, long rows) {}
