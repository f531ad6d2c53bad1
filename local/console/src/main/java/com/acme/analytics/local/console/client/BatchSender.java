package com.acme.analytics.local.console.client;

import java.time.Duration;
import java.util.List;

/**
 * Sends one batch until each of its events is accepted or rejected. Sending events again is
 * harmless, because each has an id of its own. Safe for use by several threads.
 */
final class BatchSender {
  private final EventsEndpoint endpoint;
  private final Backoff backoff;
  private final Pace pace;
  private final Duration patience;
  private final DeliveryTally tally;

  BatchSender(
      EventsEndpoint endpoint, Backoff backoff, Pace pace, Duration patience, DeliveryTally tally) {
    this.endpoint = endpoint;
    this.backoff = backoff;
    this.pace = pace;
    this.patience = patience;
    this.tally = tally;
  }

  /**
   * Returns once each event is accounted for in the tally.
   *
   * @throws DeliveryException when the API refuses the request, or took none of the batch for as
   *     long as the patience lasts
   */
  void send(List<OutgoingEvent> batch) throws InterruptedException {
    List<OutgoingEvent> remaining = batch;
    int failures = 0;
    long lastProgress = pace.nanos();
    while (!remaining.isEmpty()) {
      PostOutcome outcome = endpoint.post(remaining);
      if (outcome instanceof PostOutcome.Refused(String reason)) {
        throw new DeliveryException(reason);
      }
      if (outcome instanceof PostOutcome.Answered(BatchAnswer answer)) {
        List<OutgoingEvent> retried = answer.retry().stream().map(remaining::get).toList();
        tally.record(answer, remaining);
        if (retried.size() < remaining.size()) {
          failures = 0;
          lastProgress = pace.nanos();
        }
        remaining = retried;
      }
      if (!remaining.isEmpty()) {
        failures++;
        waitBeforeRetry(later(outcome, remaining.size()), failures, lastProgress);
      }
    }
  }

  private static PostOutcome.TryLater later(PostOutcome outcome, int unstored) {
    return outcome instanceof PostOutcome.TryLater later
        ? later
        : new PostOutcome.TryLater(unstored + " events were not stored", Duration.ZERO);
  }

  private void waitBeforeRetry(PostOutcome.TryLater later, int failures, long lastProgress)
      throws InterruptedException {
    Duration own = backoff.delay(failures);
    Duration delay = own.compareTo(later.atLeast()) > 0 ? own : later.atLeast();
    Duration waited = Duration.ofNanos(pace.nanos() - lastProgress);
    if (waited.plus(delay).compareTo(patience) > 0) {
      throw new DeliveryException(
          "gave up after %d s and %d tries (patience: %d s): %s"
              .formatted(waited.toSeconds(), failures, patience.toSeconds(), later.reason()));
    }
    tally.retrying(later.reason());
    pace.pause(delay);
  }
}
