package com.acme.analytics.flink.hot;

/** The hot tier can't take rows now: away, overloaded, or without the table. */
final class HotTierUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  HotTierUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
