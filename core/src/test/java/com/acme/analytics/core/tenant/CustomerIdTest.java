package com.acme.analytics.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class CustomerIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "acme-2",
        "0",
        "a123456789-123456789-123456789-123456789-123456789-123456789-123"
      })
  void isShortAndPlain(String value) {
    assertThat(new CustomerId(value)).hasToString(value);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "-a",
        "Acme",
        "a/b",
        "a b",
        "a123456789-123456789-123456789-123456789-123456789-123456789-1234"
      })
  void refusesWhatCouldBeMistaken(String value) {
    assertThatThrownBy(() -> new CustomerId(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMessageNamesTheValue() {
    assertThatThrownBy(() -> new CustomerId("A"))
        .hasMessage("customer id: \"A\" (expected: 1 to 64 of a-z, 0-9 and -)");
  }
}
