package com.acme.analytics.flink.hot;

/** A value can't be written as a row; the message says which. */
public final class UnwritableRowException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnwritableRowException(String message, Throwable cause) {
    super(message, cause);
  }
}
