/** The lake: one table of Parquet files, asked in Trino's SQL. */
package com.acme.analytics.functions.query.lake;
