package com.acme.analytics.local.supervisor;

/** An engine couldn't be started; the message says which and why. */
public class EngineStartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  EngineStartException(String message) {
    super(message);
  }

  EngineStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
