package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import java.util.Optional;
import java.util.UUID;

/**
 * An event that can't be accepted as it is.
 *
 * @param index position in the batch
 * @param eventId the client's id, where it gave one that could be read
 * @param pointer RFC 6901 pointer into the body, for NDJSON into the event's line
 * @param detail the value found and what was expected
 */
public record Rejection(
    int index, Optional<UUID> eventId, ErrorCode code, String pointer, String detail) {}
