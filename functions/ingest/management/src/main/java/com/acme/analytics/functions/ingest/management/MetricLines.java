package com.acme.analytics.functions.ingest.management;

import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/** Lines of the log in CloudWatch's embedded metric format. Not thread-safe. */
final class MetricLines {
  private static final String NAMESPACE = "acme";

  private final Metrics metrics = MetricsFactory.getMetricsInstance();
  private boolean empty = true;

  MetricLines() {
    metrics.setNamespace(NAMESPACE);
  }

  /** Adds to the line that is written next. */
  void add(String name, int count) {
    empty = false;
    metrics.addMetric(name, count, MetricUnit.COUNT);
  }

  /** Writes a line of its own, since a line has one set of dimensions. */
  void writeByReason(String name, String reason, int count) {
    metrics.flushMetrics(
        line -> {
          line.addDimension(DimensionSet.of("reason", reason));
          line.addMetric(name, count, MetricUnit.COUNT);
        });
  }

  /** Writes what was added since the last time, if anything was. */
  void flush() {
    if (!empty) {
      empty = true;
      metrics.flush();
    }
  }
}
