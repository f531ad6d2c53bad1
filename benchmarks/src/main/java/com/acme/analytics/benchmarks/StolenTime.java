package com.acme.analytics.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a virtual machine wanted of its processors and did not get, because the host gave the time
 * to others ({@code steal} of proc_stat(5)). Figures by the clock mean little where it is much.
 */
public final class StolenTime {
  private static final int STEAL = 7;

  private final long[] start;

  private StolenTime(long[] start) {
    this.start = start;
  }

  /** Begins to count. */
  public static StolenTime begin() throws IOException {
    return new StolenTime(read());
  }

  /** The share of all processors' time since it began, 0 to 1. */
  public double share() throws IOException {
    long[] now = read();
    long all = 0;
    // What guests took, the last two, is in the first two already.
    for (int i = 0; i <= STEAL; i++) {
      all += now[i] - start[i];
    }
    return all == 0 ? 0 : (double) (now[STEAL] - start[STEAL]) / all;
  }

  /** user, nice, system, idle, iowait, irq, softirq, steal, guest, guest_nice. */
  private static long[] read() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      String all = lines.findFirst().orElseThrow();
      return Stream.of(all.split(" +")).skip(1).mapToLong(Long::parseLong).toArray();
    }
  }
}
