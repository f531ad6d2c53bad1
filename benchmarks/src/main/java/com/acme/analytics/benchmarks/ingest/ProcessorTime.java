package com.acme.analytics.benchmarks.ingest;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Counts the CPU time of the whole process, with the collection of its garbage and the compiler,
 * beside JMH's time of the clock: on a machine that is shared only this is a figure of the code.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class ProcessorTime {
  /** Events since the iteration began. */
  public long events;

  /** Nanoseconds since the iteration began. */
  public long cpuNanos;

  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private long startNanos;

  /** Begins to count. */
  @Setup(Level.Iteration)
  public void begin() {
    startNanos = process.getProcessCpuTime();
  }

  void add(int more) {
    events += more;
    cpuNanos = process.getProcessCpuTime() - startNanos;
  }
}
