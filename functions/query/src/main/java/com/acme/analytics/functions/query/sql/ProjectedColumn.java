package com.acme.analytics.functions.query.sql;

/**
 * A column of an answer to SQL.
 *
 * @param name the alias that SELECT gives it, else the name of what it is
 * @param source which column of the query's own answer it is, from 0
 */
public record ProjectedColumn(String name, int source) {}
