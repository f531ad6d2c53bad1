/**
 * The archive of refused events: dead letters from Kafka kept in S3 for 30 days, read and counted
 * by their customer, and replayed after a fix.
 */
package com.acme.analytics.functions.ingest.management.rejected;
