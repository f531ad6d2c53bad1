package com.acme.analytics.local.supervisor;

/**
 * A TCP port that an engine listens on, on the loopback address.
 *
 * @param purpose what speaks there, such as "http"
 * @param number from 1 to 65535
 */
public record EnginePort(String purpose, int number) {
  public EnginePort {
    if (number < 1 || number > 65_535) {
      throw new IllegalArgumentException(
          "port of %s: %d (expected: 1 to 65535)".formatted(purpose, number));
    }
  }
}
