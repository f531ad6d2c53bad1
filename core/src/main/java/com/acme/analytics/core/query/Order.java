package com.acme.analytics.core.query;

/**
 * Sorts an answer's rows by a column; rows without a value come last either way.
 *
 * @param column name of a column of the answer
 * @param descending largest first
 */
public record Order(String column, boolean descending) {}
