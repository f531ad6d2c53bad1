package com.acme.analytics.druid;

/** Druid did not take what it was given, or did not answer. */
public final class DruidException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DruidException(String message) {
    super(message);
  }

  DruidException(String message, Throwable cause) {
    super(message, cause);
  }
}
