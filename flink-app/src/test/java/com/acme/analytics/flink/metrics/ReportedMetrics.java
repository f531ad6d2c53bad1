package com.acme.analytics.flink.metrics;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Counters of the one group that Managed Flink reports; those of another are not seen. */
public final class ReportedMetrics extends UnregisteredMetricsGroup {
  private final Map<String, Counter> counters = new HashMap<>();

  @Override
  public MetricGroup addGroup(String name) {
    return name.equals("kinesisanalytics") ? new Reported() : super.addGroup(name);
  }

  /** 0 for one that is not there. */
  public long count(String counter) {
    return counters.containsKey(counter) ? counters.get(counter).getCount() : 0;
  }

  private final class Reported extends UnregisteredMetricsGroup {
    @Override
    public Counter counter(String name) {
      return counters.computeIfAbsent(name, any -> new SimpleCounter());
    }
  }
}
