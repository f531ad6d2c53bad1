/**
 * Dead letters from Kafka kept in the archive for 30 days, read and counted by their customer, and
 * replayed after a fix.
 */
package com.acme.analytics.functions.ingest.management.rejected;
