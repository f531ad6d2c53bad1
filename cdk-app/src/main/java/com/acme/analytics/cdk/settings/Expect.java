package com.acme.analytics.cdk.settings;

import java.time.Duration;

/** Says which setting is wrong, its value, and what was expected. */
final class Expect {
  private Expect() {}

  static void matches(String name, String value, String pattern) {
    if (!value.matches(pattern)) {
      throw new IllegalArgumentException(
          name + ": \"" + value + "\" (expected: matching " + pattern + ")");
    }
  }

  static void between(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + min + " to " + max + ")");
    }
  }

  static void wholeSeconds(String name, Duration value) {
    if (value.toNanosPart() != 0) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: whole seconds)");
    }
  }

  static void between(String name, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + min + " to " + max + ")");
    }
  }
}
