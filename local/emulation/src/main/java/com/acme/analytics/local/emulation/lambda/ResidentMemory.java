package com.acme.analytics.local.emulation.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the resident memory of a process from Linux' {@code /proc}. */
final class ResidentMemory {
  private static final Logger LOG = LoggerFactory.getLogger(ResidentMemory.class);

  private ResidentMemory() {}

  /** In bytes; 0 for a process that has just ended. */
  static long of(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
    } catch (IOException e) {
      LOG.debug("process {} is gone", pid, e);
    }
    return 0;
  }
}
