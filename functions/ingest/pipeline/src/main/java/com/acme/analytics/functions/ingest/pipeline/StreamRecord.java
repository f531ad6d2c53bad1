package com.acme.analytics.functions.ingest.pipeline;

/**
 * A record to publish.
 *
 * @param key what partitions and order go by
 * @param value an Avro single object
 */
public record StreamRecord(Lane lane, byte[] key, byte[] value) {}
