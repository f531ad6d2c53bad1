package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Rfc3339Test {
  @Property
  void readsWhatTheJdkWrites(
      @ForAll @LongRange(min = -62167219200000L, max = 253402300799999L) long millis,
      @ForAll @IntRange(min = -1079, max = 1079) int offsetMinutes) {
    OffsetDateTime time =
        Instant.ofEpochMilli(millis).atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
    if (time.getYear() >= 0 && time.getYear() <= 9999) {
      String text = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx").format(time);
      assertThat(Rfc3339.parse(text)).hasValue(millis);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2015-05-17T10:05:03Z, 2015-05-17T10:05:03Z",
    "2015-05-17t10:05:03.1z, 2015-05-17T10:05:03.100Z",
    "2015-05-17 10:05:03.123999999+02:00, 2015-05-17T08:05:03.123Z",
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
    "2000-02-29T00:00:00-00:00, 2000-02-29T00:00:00Z"
  })
  void readsEveryFormOfTheStandard(String text, Instant expected) {
    assertThat(Rfc3339.parse(text)).hasValue(expected.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2015-05-17",
        "2015-05-17T10:05Z",
        "2015-05-17T10:05:03",
        "2015-05-17T10:05:03.Z",
        "2015-05-17T10:05:03+0200",
        "2015-05-17T10:05:03+02:60",
        "2015-05-17T24:00:00Z",
        "2015-13-17T10:05:03Z",
        "2015-02-29T10:05:03Z",
        "2015-05-17T10:05:03ZZ",
        "2015-05-17T1a:05:03Z",
        "+015-05-17T10:05:03Z",
        "1431857103000000000000"
      })
  void refusesEverythingElse(String text) {
    assertThat(Rfc3339.parse(text)).isEmpty();
  }
}
