package com.acme.analytics.local.console.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryAfterTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2015-10-21T07:28:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120                           | PT2M",
        "0                             | PT0S",
        "Wed, 21 Oct 2015 07:28:30 GMT | PT30S",
        "Wed, 21 Oct 2015 07:00:00 GMT | PT0S",
        "soon                          | PT0S",
        "-5                            | PT0S"
      })
  void secondsAndDatesAreRead(String header, Duration expected) {
    assertThat(new RetryAfter(CLOCK).read(header)).isEqualTo(expected);
  }
}
