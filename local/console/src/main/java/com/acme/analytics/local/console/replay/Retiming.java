package com.acme.analytics.local.console.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Moves every time of a log by the same amount, so that all gaps stay as they were.
 *
 * @param shift added to each time; may be negative
 */
record Retiming(Duration shift) {
  /** Keeps the times of the log. */
  static final Retiming NONE = new Retiming(Duration.ZERO);

  /** Moves the log so that its last line falls exactly at {@code ending}. */
  static Retiming ending(OffsetDateTime lastLine, Instant ending) {
    return new Retiming(Duration.between(lastLine.toInstant(), ending));
  }

  /** The time to send, with the log's offset. */
  OffsetDateTime apply(OffsetDateTime logged) {
    return logged.plus(shift);
  }
}
