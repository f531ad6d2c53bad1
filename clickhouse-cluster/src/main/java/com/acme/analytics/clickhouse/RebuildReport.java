package com.acme.analytics.clickhouse;

/**
 * What one run did.
 *
 * @param rebuilt ranges that are as the events have them now
 * @param rows rows that were written for that, none where the stream had been right
 * @param failed ranges that could not be rebuilt; they stay dirty
 * @param waiting ranges that are dirty after the run, those marked in its last minute included
 */
public record RebuildReport(int rebuilt, long rows, int failed, long waiting) {}
