package com.acme.analytics.core.query;

/** A column of an answer. */
public record Column(String name, ColumnType type) {}
