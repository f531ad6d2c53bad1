package com.acme.analytics.functions.query.job;

/**
 * How much a job's result is.
 *
 * @param pages at least 1 of a query; the parts of an export
 * @param rows on all of them
 */
public record JobResult(int pages, int rows) {}
