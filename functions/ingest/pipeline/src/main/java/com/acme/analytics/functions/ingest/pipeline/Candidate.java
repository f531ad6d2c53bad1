package com.acme.analytics.functions.ingest.pipeline;

import java.util.UUID;

/**
 * A valid event, ready to be published.
 *
 * @param index position in the batch
 * @param eventId the client's id, or the one given here
 * @param key Kafka key: customer and user, so that one user's events stay in order
 * @param value the event as an Avro single object
 */
public record Candidate(int index, UUID eventId, byte[] key, byte[] value) {}
