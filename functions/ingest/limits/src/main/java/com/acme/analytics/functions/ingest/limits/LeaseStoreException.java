package com.acme.analytics.functions.ingest.limits;

/** The shared buckets can't be reached. */
public final class LeaseStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LeaseStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
