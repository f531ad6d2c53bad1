package com.acme.analytics.functions.ingest.management;

import com.acme.analytics.functions.ingest.management.rejected.ArchiveMetrics;

/** Writes metrics to the log in CloudWatch's embedded format, one line for a batch. */
final class PowertoolsArchiveMetrics implements ArchiveMetrics {
  private final MetricLines lines = new MetricLines();

  @Override
  public void written(int events) {
    lines.add("acme_archive_events_written_total", events);
  }

  @Override
  public void repeated(int records) {
    lines.add("acme_archive_records_repeated_total", records);
  }

  @Override
  public void undecodable(int records) {
    lines.add("acme_archive_records_undecodable_total", records);
  }

  @Override
  public void objects(int objects) {
    lines.add("acme_archive_objects_written_total", objects);
  }

  /** Writes what was added since the last time. */
  void flush() {
    lines.flush();
  }
}
