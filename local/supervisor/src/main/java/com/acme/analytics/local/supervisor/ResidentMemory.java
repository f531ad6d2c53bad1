package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the resident memory of a process from Linux' {@code /proc}. A page that several processes
 * share, of the geolocation database for one, counts once among them, so that the sum over the
 * platform's processes is what the platform takes.
 */
public final class ResidentMemory {
  private static final Pattern PROPORTIONAL = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");

  private ResidentMemory() {}

  /** In bytes; 0 for a process that has just ended. */
  public static long of(long pid) {
    try {
      Path sizes = Path.of("/proc", Long.toString(pid), "smaps_rollup");
      Matcher resident = PROPORTIONAL.matcher(Files.readString(sizes));
      return resident.find() ? Long.parseLong(resident.group(1)) * 1024 : 0;
    } catch (IOException e) {
      // It has just ended.
      return 0;
    }
  }
}
