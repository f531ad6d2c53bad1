/**
 * SQL over the virtual table {@code events}: Apache Calcite parses a SELECT and validates it, and
 * what it says becomes a {@link com.acme.analytics.core.query.Query}. No SQL of a caller ever
 * reaches a store.
 */
package com.acme.analytics.functions.query.sql;
