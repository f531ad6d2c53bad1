package com.acme.analytics.functions.query.job;

import java.util.Locale;

/** Where a job stands. */
public enum JobStatus {
  /** Nobody works on it yet, or not any more: it is to be begun again. */
  QUEUED,
  /** A worker has it. */
  RUNNING,
  /** Its result is there. */
  SUCCEEDED,
  /** It has none and will have none. */
  FAILED,
  /** Its owner wants no result. */
  CANCELLED;

  /** As it stands in answers and in the table, for example {@code queued}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it stays so. */
  public boolean isFinal() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }

  static JobStatus of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
