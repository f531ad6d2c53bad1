package com.acme.analytics.functions.ingest.management;

import com.acme.analytics.functions.ingest.management.rejected.ArchiveMetrics;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/** Writes metrics to the log in CloudWatch's embedded format, one line for a batch. */
final class PowertoolsArchiveMetrics implements ArchiveMetrics {
  private static final String NAMESPACE = "acme";

  private final Metrics metrics = MetricsFactory.getMetricsInstance();
  private boolean empty = true;

  PowertoolsArchiveMetrics() {
    metrics.setNamespace(NAMESPACE);
  }

  @Override
  public void written(int events) {
    add("acme_archive_events_written_total", events);
  }

  @Override
  public void repeated(int records) {
    add("acme_archive_records_repeated_total", records);
  }

  @Override
  public void undecodable(int records) {
    add("acme_archive_records_undecodable_total", records);
  }

  @Override
  public void objects(int objects) {
    add("acme_archive_objects_written_total", objects);
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
