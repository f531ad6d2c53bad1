package com.acme.analytics.flink.hot;

import com.acme.analytics.flink.metrics.JobMetrics;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** What the sink counts of one table. */
final class HotMetrics {
  private final MetricGroup group;
  final Counter inserts;
  final Counter failedInserts;
  final Counter insertedRows;
  final Counter fallbackRows;
  final Counter refusedRows;
  final Counter unwritableRows;

  HotMetrics(MetricGroup metrics, String table) {
    group = JobMetrics.of(metrics).addGroup("table", table);
    inserts = counter("inserts_total");
    failedInserts = counter("failed_inserts_total");
    insertedRows = counter("inserted_rows_total");
    fallbackRows = counter("fallback_rows_total");
    refusedRows = counter("refused_rows_total");
    unwritableRows = counter("unwritable_rows_total");
  }

  void gauge(String name, Gauge<Long> gauge) {
    group.gauge("acme_stream_hot_" + name, gauge);
  }

  private Counter counter(String name) {
    return group.counter("acme_stream_hot_" + name, new ThreadSafeSimpleCounter());
  }
}
