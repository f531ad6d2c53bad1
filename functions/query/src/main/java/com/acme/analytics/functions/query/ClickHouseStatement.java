package com.acme.analytics.functions.query;

import java.util.Map;

/**
 * A statement with placeholders, and what the server puts in their places.
 *
 * @param text holds {@code {name:Type}} for each parameter
 * @param parameters values by name, in ClickHouse's escaped text format
 */
record ClickHouseStatement(String text, Map<String, Object> parameters) {}
