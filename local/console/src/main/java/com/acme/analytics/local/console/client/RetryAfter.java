package com.acme.analytics.local.console.client;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The {@code Retry-After} header: seconds, or an HTTP date (RFC 9110, 10.2.3). */
final class RetryAfter {
  private final Clock clock;

  RetryAfter(Clock clock) {
    this.clock = clock;
  }

  /** How long from now; zero for a time that has passed and for what can't be read. */
  Duration read(String value) {
    if (value.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      Duration wait =
          Duration.between(
              clock.instant(),
              ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException e) {
      // A server's bad hint is no reason to fail: our own backoff still applies.
      return Duration.ZERO;
    }
  }
}
