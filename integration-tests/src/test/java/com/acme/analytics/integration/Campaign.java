package com.acme.analytics.integration;

/** Whether this is {@code ./acme test --long}: the same tests with more seeds and more faults. */
final class Campaign {
  private Campaign() {}

  static boolean isLong() {
    return Boolean.getBoolean("acme.long");
  }
}
