package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the resident memory of a process from Linux' {@code /proc}. */
public final class ResidentMemory {
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private ResidentMemory() {}

  /** In bytes; 0 for a process that has just ended. */
  public static long of(long pid) {
    try {
      Matcher resident =
          RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
      return resident.find() ? Long.parseLong(resident.group(1)) * 1024 : 0;
    } catch (IOException e) {
      // It has just ended.
      return 0;
    }
  }
}
