package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.core.event.RejectedEvent;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.tenant.Credential;

/** The way into the platform for an event that was refused before. May be called concurrently. */
@FunctionalInterface
public interface Resubmission {
  /**
   * Tries the event again as of its first receipt. The same dead letter gives the same event,
   * however often it is tried.
   *
   * @param credential whose event it is; its customer is the dead letter's
   * @param event the dead letter
   * @param body the event as JSON, with the dead letter's event id where it had none
   */
  Result resubmit(Credential credential, RejectedEvent event, byte[] body);

  /** What became of it. */
  sealed interface Result {
    /** Kafka has it. */
    record Accepted() implements Result {}

    /** It still can't be accepted. */
    record Refused(ErrorCode code, String pointer, String detail) implements Result {}

    /** It can't be told now: the rate limit is reached, or Kafka doesn't answer. */
    record NotNow(Problem problem) implements Result {}
  }
}
