package com.acme.analytics.kinesis;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts a task's work; shown under a name of its own while the task runs. */
final class TaskMetrics implements TaskMetricsMXBean, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskMetrics.class);

  private final String name;
  private final LongAdder records = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder throttled = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Map<String, Long> behindByShard = new ConcurrentHashMap<>();

  /** Metrics of a task, not shown yet. */
  TaskMetrics(String stream, int task) {
    this.name =
        "com.acme.analytics.kinesis:type=source-task,stream=%s,task=%d".formatted(stream, task);
  }

  void register() {
    try {
      ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName(name));
    } catch (JMException e) {
      // Figures are no reason not to read.
      LOG.warn("{}: can't be shown", name, e);
    }
  }

  void read(List<StreamRecord> read) {
    records.add(read.size());
    read.forEach(record -> bytes.add(record.data().length));
  }

  void failed(StreamException.Reason reason) {
    (reason == StreamException.Reason.THROTTLED ? throttled : failed).increment();
  }

  void behind(String shardId, long millis) {
    behindByShard.put(shardId, millis);
  }

  void finished(String shardId) {
    behindByShard.remove(shardId);
  }

  @Override
  public long getRecordsRead() {
    return records.sum();
  }

  @Override
  public long getBytesRead() {
    return bytes.sum();
  }

  @Override
  public long getReadsThrottled() {
    return throttled.sum();
  }

  @Override
  public long getReadsFailed() {
    return failed.sum();
  }

  @Override
  public long getMillisBehindLatest() {
    return behindByShard.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  @Override
  public void close() {
    try {
      ObjectName registered = new ObjectName(name);
      if (ManagementFactory.getPlatformMBeanServer().isRegistered(registered)) {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
      }
    } catch (JMException e) {
      LOG.warn("{}: can't be taken away", name, e);
    }
  }
}
