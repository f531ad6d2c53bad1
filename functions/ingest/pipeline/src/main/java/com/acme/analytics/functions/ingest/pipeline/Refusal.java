package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import java.util.Optional;
import java.util.UUID;

/**
 * An event that was not accepted.
 *
 * @param index position in the batch
 * @param eventId the event's id, where it is known
 * @param pointer RFC 6901 pointer into the body, for NDJSON into the event's line
 * @param detail the value found and what was expected
 */
public record Refusal(
    int index,
    Optional<UUID> eventId,
    Status status,
    ErrorCode code,
    String pointer,
    String detail) {

  /** What a client should do about a refusal. */
  public enum Status {
    /** Repair it: it can't be accepted as it is. */
    REJECTED,
    /** Send it again, later. */
    RETRY
  }

  static Refusal of(Rejection rejection) {
    return new Refusal(
        rejection.index(),
        rejection.givenId(),
        Status.REJECTED,
        rejection.code(),
        rejection.pointer(),
        rejection.detail());
  }

  static Refusal retry(int index, Optional<UUID> eventId, ErrorCode code) {
    return new Refusal(index, eventId, Status.RETRY, code, "", code.title());
  }
}
