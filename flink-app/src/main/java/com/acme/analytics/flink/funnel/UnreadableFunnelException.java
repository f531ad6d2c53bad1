package com.acme.analytics.flink.funnel;

/** A definition is no funnel; the message says why. */
final class UnreadableFunnelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableFunnelException(String message, Throwable cause) {
    super(message, cause);
  }
}
