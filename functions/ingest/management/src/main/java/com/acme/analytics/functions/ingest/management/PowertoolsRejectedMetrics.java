package com.acme.analytics.functions.ingest.management;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.functions.ingest.management.rejected.RejectedMetrics;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * Writes metrics to the log in CloudWatch's embedded format: one line for a request that went well,
 * and one for a refusal, since a line has one set of dimensions.
 */
final class PowertoolsRejectedMetrics implements RejectedMetrics {
  private static final String NAMESPACE = "acme";

  private final Metrics metrics = MetricsFactory.getMetricsInstance();
  private boolean empty = true;

  PowertoolsRejectedMetrics() {
    metrics.setNamespace(NAMESPACE);
  }

  @Override
  public void answered() {
    add("acme_rejected_requests_answered_total", 1);
  }

  @Override
  public void refused(ErrorCode reason) {
    metrics.flushMetrics(
        line -> {
          line.addDimension(DimensionSet.of("reason", reason.code()));
          line.addMetric("acme_rejected_requests_refused_total", 1, MetricUnit.COUNT);
        });
  }

  @Override
  public void replayed(int accepted, int rejected) {
    add("acme_rejected_replays_accepted_total", accepted);
    add("acme_rejected_replays_rejected_total", rejected);
  }

  /** Writes what was added since the last time. */
  void flush() {
    if (!empty) {
      empty = true;
      metrics.flush();
    }
  }

  private void add(String name, int count) {
    empty = false;
    metrics.addMetric(name, count, MetricUnit.COUNT);
  }
}
