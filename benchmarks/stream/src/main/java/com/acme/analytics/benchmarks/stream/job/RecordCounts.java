package com.acme.analytics.benchmarks.stream.job;

import java.lang.management.ManagementFactory;
import java.util.Properties;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Shows this process, and nobody else, what its operators have taken in. */
public final class RecordCounts implements MetricReporter, MetricReporterFactory {
  private static final String METRIC = "numRecordsIn";
  private static final String OPERATOR = "<operator_name>";
  private static final String BEAN = "acme.benchmarks:type=records,operator=";

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  /**
   * The names of the beans of operators.
   *
   * @param beginning of the operators' names, of letters
   */
  static ObjectName pattern(String beginning) {
    return name("\"" + beginning + "*\"");
  }

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new RecordCounts();
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String metricName, MetricGroup group) {
    String operator = group.getAllVariables().get(OPERATOR);
    if (operator == null || !metricName.equals(METRIC) || !(metric instanceof Counter counter)) {
      return;
    }
    RecordCount count = counter::getCount;
    try {
      beans.registerMBean(
          new StandardMBean(count, RecordCount.class), name(ObjectName.quote(operator)));
    } catch (JMException e) {
      throw new IllegalStateException("operator " + operator, e);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String metricName, MetricGroup group) {
    String operator = group.getAllVariables().get(OPERATOR);
    if (operator == null || !metricName.equals(METRIC)) {
      return;
    }
    try {
      beans.unregisterMBean(name(ObjectName.quote(operator)));
    } catch (JMException e) {
      throw new IllegalStateException("operator " + operator, e);
    }
  }

  private static ObjectName name(String operator) {
    try {
      return new ObjectName(BEAN + operator);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException("operator: " + operator, e);
    }
  }
}
