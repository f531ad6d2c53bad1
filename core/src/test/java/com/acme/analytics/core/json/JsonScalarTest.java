package com.acme.analytics.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts are those that ClickHouse makes of its JSON column's values. */
class JsonScalarTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      quoteCharacter = '`',
      value = {
        "404, 404",
        "404.0, 404",
        "1.0E10, 10000000000",
        "-0.25, -0.25",
        "1e300, 1e300",
        "-1.5e-7, -1.5e-7",
        "18446744073709551615, 18446744073709551615",
        "18446744073709551616, 18446744073709552000",
        "-9223372036854775808, -9223372036854775808",
        "`\"404\"`, 404",
        "1e999, none",
        "true, true",
        "null, none",
        "{}, none",
        "[1], none",
        "none, none",
      })
  void aValueHasTheTextOfTheHotTier(String json, String text) {
    assertThat(JsonScalar.text(json)).isEqualTo(text);
  }
}
