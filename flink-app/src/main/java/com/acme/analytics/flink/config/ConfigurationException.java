package com.acme.analytics.flink.config;

/** A property is missing, malformed or unknown; the message names it. The job does not start. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigurationException(String message) {
    super(message);
  }

  ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
