package com.acme.analytics.benchmarks.stream.job;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** How many records an operator has taken in, with the CPU time that the process has used. */
final class Progress {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final long POLL_NANOS = 5_000_000;

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final ObjectName pattern;

  /**
   * @param operator the beginning of its name, of letters
   */
  Progress(String operator) {
    pattern = RecordCounts.pattern(operator);
  }

  /**
   * A moment of a run.
   *
   * @param records taken in since the operator was started
   * @param cpuNanos of the whole process, with the collection of its garbage and its compilers
   */
  record Moment(long records, long cpuNanos, long nanos) {}

  /** Now; no records while the operator is not there yet. */
  Moment now() throws JMException {
    Optional<ObjectName> counter = beans.queryNames(pattern, null).stream().findFirst();
    long records = counter.isPresent() ? (Long) beans.getAttribute(counter.get(), "Count") : 0;
    return new Moment(records, process.getProcessCpuTime(), System.nanoTime());
  }

  /** The moment at which it has taken in so many. */
  Moment awaitRecords(long records) throws JMException {
    long start = System.nanoTime();
    Moment now = now();
    while (now.records() < records) {
      if (now.nanos() - start > LIMIT.toNanos()) {
        throw new IllegalStateException(
            "records taken in within %s: %d (expected: %d)"
                .formatted(LIMIT, now.records(), records));
      }
      LockSupport.parkNanos(POLL_NANOS);
      now = now();
    }
    return now;
  }

  /** The moment after the time. */
  Moment after(Duration time) throws JMException {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return now();
  }
}
