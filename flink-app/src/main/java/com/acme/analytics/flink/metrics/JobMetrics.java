package com.acme.analytics.flink.metrics;

import org.apache.flink.metrics.MetricGroup;

/** Where the job's own metrics are: docs/operations/stream-metrics.md has them all. */
public final class JobMetrics {
  /**
   * Of an application's own metrics Managed Flink sends this group's to CloudWatch, and no others.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/managed-flink/latest/java/monitoring-metrics-custom.html">Custom
   *     metrics</a>
   */
  private static final String REPORTED = "kinesisanalytics";

  private JobMetrics() {}

  /** The group for an operator's own metrics. */
  public static MetricGroup of(MetricGroup operator) {
    return operator.addGroup(REPORTED);
  }
}
