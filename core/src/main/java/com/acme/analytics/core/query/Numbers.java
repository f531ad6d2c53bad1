package com.acme.analytics.core.query;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers as JSON (RFC 8259) writes them. */
public final class Numbers {
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,400})(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?");

  private Numbers() {}

  /** The number; empty when the text is none, or none that a double comes near. */
  public static Optional<BigDecimal> parse(String text) {
    if (!JSON_NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(text);
    return Double.isFinite(number.doubleValue()) ? Optional.of(number) : Optional.empty();
  }
}
