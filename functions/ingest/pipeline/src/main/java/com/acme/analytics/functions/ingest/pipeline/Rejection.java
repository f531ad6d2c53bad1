package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import java.util.Optional;
import java.util.UUID;

/**
 * An event that can't be accepted as it is.
 *
 * @param index position in the batch
 * @param givenId the client's id, where it gave one that could be read
 * @param event the event's name, where it could be read; null otherwise
 * @param pointer RFC 6901 pointer into the body, for NDJSON into the event's line
 * @param detail the value found and what was expected
 * @param text where the event stands in the body
 */
record Rejection(
    int index,
    Optional<UUID> givenId,
    String event,
    ErrorCode code,
    String pointer,
    String detail,
    TextRange text) {}
