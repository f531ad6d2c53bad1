package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import tools.jackson.core.JsonParser;

/**
 * Ends the reading of one event; the batch goes on. It has no stack trace: a batch may hold
 * thousands of bad events, and where they were noticed tells nobody anything.
 */
final class RejectedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String pointer;

  RejectedEventException(ErrorCode code, String pointer, String detail) {
    super(detail, null, false, false);
    this.code = code;
    this.pointer = Pointers.bounded(pointer);
  }

  /** A rejection for what the parser stands on. */
  static RejectedEventException at(JsonParser json, ErrorCode code, String detail) {
    return new RejectedEventException(code, Pointers.to(json), detail);
  }

  static RejectedEventException invalid(JsonParser json, String detail) {
    return at(json, ErrorCode.INVALID_EVENT, detail);
  }

  ErrorCode code() {
    return code;
  }

  String pointer() {
    return pointer;
  }
}
