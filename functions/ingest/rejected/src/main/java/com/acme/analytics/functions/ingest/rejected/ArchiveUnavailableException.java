package com.acme.analytics.functions.ingest.rejected;

/** The archive could not be read or written right now. */
public final class ArchiveUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ArchiveUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
