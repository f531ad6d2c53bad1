package com.acme.analytics.functions.ingest.lambda;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import java.time.Duration;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * Writes metrics to the log in CloudWatch's embedded format: one line for a request that went well,
 * and one for each reason of a rejection, since a line has one set of dimensions.
 */
final class PowertoolsIngestMetrics implements IngestMetrics {
  private static final String NAMESPACE = "acme";

  private final Metrics metrics = MetricsFactory.getMetricsInstance();
  private boolean empty = true;

  PowertoolsIngestMetrics() {
    metrics.setNamespace(NAMESPACE);
  }

  @Override
  public void accepted(int events) {
    add("acme_ingest_events_accepted_total", events, MetricUnit.COUNT);
  }

  @Override
  public void rejected(ErrorCode reason, int events) {
    count("acme_ingest_events_rejected_total", reason.code(), events);
  }

  @Override
  public void unacknowledged(int events) {
    add("acme_ingest_events_unacknowledged_total", events, MetricUnit.COUNT);
  }

  @Override
  public void limited(int events) {
    add("acme_ingest_events_limited_total", events, MetricUnit.COUNT);
  }

  @Override
  public void leaseRequested() {
    add("acme_limits_leases_total", 1, MetricUnit.COUNT);
  }

  @Override
  public void storeFailed() {
    add("acme_limits_store_failures_total", 1, MetricUnit.COUNT);
  }

  @Override
  public void grantedLocally(int events) {
    add("acme_limits_granted_locally_total", events, MetricUnit.COUNT);
  }

  @Override
  public void warned(String reason, int events) {
    count("acme_ingest_events_warned_total", reason, events);
  }

  @Override
  public void refused(ErrorCode reason) {
    count("acme_ingest_requests_refused_total", reason.code(), 1);
  }

  @Override
  public void produced(Duration latency) {
    add("acme_ingest_produce_latency_ms", latency.toNanos() / 1e6, MetricUnit.MILLISECONDS);
  }

  /**
   * Writes zeros, which count for nothing: making the first lines takes longer than a whole request
   * does later, so it is to happen before a snapshot.
   */
  void prime() {
    accepted(0);
    rejected(ErrorCode.INTERNAL, 0);
    flush();
  }

  /** Writes what was added since the last time. */
  void flush() {
    if (!empty) {
      empty = true;
      metrics.flush();
    }
  }

  private void add(String name, double value, MetricUnit unit) {
    empty = false;
    metrics.addMetric(name, value, unit);
  }

  private void count(String name, String reason, int count) {
    metrics.flushMetrics(
        line -> {
          line.addDimension(DimensionSet.of("reason", reason));
          line.addMetric(name, count, MetricUnit.COUNT);
        });
  }
}
