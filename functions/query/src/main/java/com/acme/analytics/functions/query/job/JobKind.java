package com.acme.analytics.functions.query.job;

import java.util.Locale;

/** What a job asks for. */
public enum JobKind {
  /** An answer, whole or not at all: an attempt that ended its worker is not tried for ever. */
  QUERY(3),
  /**
   * Events in parts. An attempt goes on where the one before it ended, so more of them get further;
   * fewer than the queue hands out a message.
   */
  EXPORT(8);

  private final int maxAttempts;

  JobKind(int maxAttempts) {
    this.maxAttempts = maxAttempts;
  }

  /** How often a worker begins it. */
  public int maxAttempts() {
    return maxAttempts;
  }

  /** As it stands in the table, for example {@code query}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static JobKind of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
