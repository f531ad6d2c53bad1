/**
 * SQL over the virtual tables {@code events} and {@code sessions}: Apache Calcite parses a SELECT
 * and validates it, and what it says becomes a {@link com.acme.analytics.core.query.Query}; where
 * that can't say it, it is written down again from what was understood, for the lake. No SQL as a
 * caller wrote it ever reaches a store.
 */
package com.acme.analytics.functions.query.sql;
