package com.acme.analytics.flink.alert;

/** A definition of a rule holds none; the message says why. What was known of it stays. */
final class UnreadableRuleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableRuleException(String message, Throwable cause) {
    super(message, cause);
  }
}
