package com.acme.analytics.functions.ingest.management.rejected;

import java.time.Instant;

/**
 * A record as Lambda's event source hands it over.
 *
 * @param timestamp when it was produced
 * @param value empty where there is none; not copied
 */
record KafkaRecord(int partition, long offset, Instant timestamp, byte[] value) {}
