package com.acme.analytics.clickhouse;

import java.time.Instant;

/**
 * What may not be as the events have it.
 *
 * @param truth which table
 * @param hour its start
 */
record DirtyRange(String customer, Truth truth, Instant hour) {}
