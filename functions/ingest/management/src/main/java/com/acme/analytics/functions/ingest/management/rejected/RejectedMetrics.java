package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.core.problem.ErrorCode;

/** What is counted of the requests for refused events. */
public interface RejectedMetrics {
  /** Counts nothing. */
  RejectedMetrics NONE =
      new RejectedMetrics() {
        @Override
        public void answered() {}

        @Override
        public void refused(ErrorCode reason) {}

        @Override
        public void replayed(int accepted, int rejected) {}
      };

  /** A request that was answered: {@code acme_rejected_requests_answered_total}. */
  void answered();

  /** A request that was refused: {@code acme_rejected_requests_refused_total}, by reason. */
  void refused(ErrorCode reason);

  /**
   * Dead letters replayed: {@code acme_rejected_replays_accepted_total} and {@code
   * acme_rejected_replays_rejected_total}.
   */
  void replayed(int accepted, int rejected);
}
