package com.acme.analytics.flink.hot;

/** The hot tier refuses a row of an insert, and would at each further try. */
final class RowsRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RowsRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
