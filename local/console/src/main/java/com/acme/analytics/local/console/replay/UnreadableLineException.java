package com.acme.analytics.local.console.replay;

/** A line is not in the combined log format; the message says what was expected where. */
final class UnreadableLineException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableLineException(String reason) {
    // Ordinary in logs, so without the cost of a stack trace.
    super(reason, null, false, false);
  }
}
