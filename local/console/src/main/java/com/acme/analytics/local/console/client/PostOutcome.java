package com.acme.analytics.local.console.client;

import java.time.Duration;

/** What became of one request. */
sealed interface PostOutcome {
  /** The API took the batch and answered for each event. */
  record Answered(BatchAnswer answer) implements PostOutcome {}

  /**
   * Nothing is known to be stored; the same request may succeed later.
   *
   * @param reason what happened
   * @param atLeast how long the API asked to wait; zero when it didn't say
   */
  record TryLater(String reason, Duration atLeast) implements PostOutcome {}

  /**
   * The API will never take this request.
   *
   * @param reason what it said
   */
  record Refused(String reason) implements PostOutcome {}
}
