package com.acme.analytics.local.supervisor;

import java.nio.file.Path;

/**
 * An installed JDK.
 *
 * @param home its directory
 * @param feature its feature release, such as 25
 */
public record Jdk(Path home, int feature) {
  /** The one this process runs on. */
  public static Jdk running() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /** Its launcher. */
  public Path java() {
    return home.resolve("bin").resolve("java");
  }
}
