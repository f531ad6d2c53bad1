package com.acme.analytics.functions.query.lake;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What a property's JSON text is as a dimension, the same text as in the hot tier. */
final class JsonScalar {
  private static final JsonFactory JSON = new JsonFactory();
  private static final BigInteger MIN_INT64 = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_UINT64 = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  /** Between these, ClickHouse writes a double without an exponent. */
  private static final double PLAIN_FROM = 1e-6;

  private static final double PLAIN_TO = 1e21;

  private JsonScalar() {}

  /**
   * The text of a text, a number or a boolean; null of null and of any other value.
   *
   * @param json one JSON value, or null
   */
  static String text(String json) {
    if (json == null) {
      return null;
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      JsonToken token = parser.nextToken();
      return switch (token) {
        case VALUE_STRING, VALUE_TRUE, VALUE_FALSE -> parser.getString();
        case VALUE_NUMBER_INT -> whole(parser.getBigIntegerValue());
        case VALUE_NUMBER_FLOAT -> real(parser.getDoubleValue());
        default -> null;
      };
    }
  }

  private static String whole(BigInteger number) {
    boolean kept = number.compareTo(MIN_INT64) >= 0 && number.compareTo(MAX_UINT64) <= 0;
    return kept ? number.toString() : real(number.doubleValue());
  }

  /** The shortest digits that say which double it is. */
  private static String real(double number) {
    BigDecimal shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    double size = Math.abs(number);
    if (size == 0 || (size >= PLAIN_FROM && size < PLAIN_TO)) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    int exponent = shortest.precision() - shortest.scale() - 1;
    return (number < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + exponent;
  }
}
