/** The lake: every event once, as Parquet in an Iceberg table on S3. */
package com.acme.analytics.flink.lake;
