package com.acme.analytics.functions.ingest.management;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.functions.ingest.management.rejected.RejectedMetrics;

/**
 * Writes metrics to the log in CloudWatch's embedded format: one line for a request that went well,
 * and one for a refusal, since a line has one set of dimensions.
 */
final class PowertoolsRejectedMetrics implements RejectedMetrics {
  private final MetricLines lines = new MetricLines();

  @Override
  public void answered() {
    lines.add("acme_rejected_requests_answered_total", 1);
  }

  @Override
  public void refused(ErrorCode reason) {
    lines.writeByReason("acme_rejected_requests_refused_total", reason.code(), 1);
  }

  @Override
  public void replayed(int accepted, int rejected) {
    lines.add("acme_rejected_replays_accepted_total", accepted);
    lines.add("acme_rejected_replays_rejected_total", rejected);
  }

  /** Writes what was added since the last time. */
  void flush() {
    lines.flush();
  }
}
