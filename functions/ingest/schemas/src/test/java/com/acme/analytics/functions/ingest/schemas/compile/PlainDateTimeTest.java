package com.acme.analytics.functions.ingest.schemas.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainDateTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-09T10:05:01Z",
        "2026-12-31T23:59:59.125Z",
        "2024-02-28T00:00:00.123456789Z"
      })
  void recognizesWhatEventsHave(String text) {
    assertThat(PlainDateTime.is(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-03-09T10:05:01",
        "2026-03-09T10:05:01.Z",
        "2026-13-09T10:05:01Z",
        "2026-00-09T10:05:01Z",
        "2026-04-31T10:05:01Z",
        "2026-03-00T10:05:01Z",
        "2026-03-09T24:05:01Z",
        "2026-03-09T10:60:01Z",
        "2026-03-09T10:05:60Z",
        "2026-03-09t10:05:01z",
        "2026-03-09 10:05:01Z",
        "2026-03-09T10:05:01.1234567890Z"
      })
  void leavesOthersToTheLibrary(String text) {
    assertThat(PlainDateTime.is(text)).isFalse();
  }

  /** Parsing throws for what is no date-time. */
  @Property
  void whatItRecognizesIsOne(@ForAll("nearly") String text) {
    if (PlainDateTime.is(text)) {
      assertThat(OffsetDateTime.parse(text)).isNotNull();
    }
  }

  /** With parts that are as often beyond their range as within. */
  @Provide
  Arbitrary<String> nearly() {
    return Combinators.combine(
            Arbitraries.integers().between(1990, 2040),
            Arbitraries.integers().between(0, 14),
            Arbitraries.integers().between(0, 33),
            Arbitraries.integers().between(0, 26),
            Arbitraries.integers().between(0, 62),
            Arbitraries.integers().between(0, 62))
        .as("%04d-%02d-%02dT%02d:%02d:%02dZ"::formatted);
  }
}
