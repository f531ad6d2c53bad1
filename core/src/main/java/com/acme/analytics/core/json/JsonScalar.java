package com.acme.analytics.core.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a property's JSON value is as a dimension: the text that the hot tier, ClickHouse, makes of
 * its JSON column, so that a value is one group in every tier, however it was sent.
 */
public final class JsonScalar {
  private static final JsonFactory JSON = new JsonFactory();
  private static final BigInteger MIN_INT64 = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_UINT64 = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  /** Between these, ClickHouse writes a double without an exponent. */
  private static final double PLAIN_FROM = 1e-6;

  private static final double PLAIN_TO = 1e21;

  private JsonScalar() {}

  /**
   * The text of a text, a number or a boolean; null of null, of any other value and of a number
   * beyond a double.
   *
   * @param json one JSON value, or null
   */
  public static String text(String json) {
    if (json == null) {
      return null;
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      return text(parser);
    }
  }

  /** The same of the value that a parser stands on. */
  public static String text(JsonParser parser) {
    return switch (parser.currentToken()) {
      case VALUE_STRING, VALUE_TRUE, VALUE_FALSE -> parser.getString();
      case VALUE_NUMBER_INT -> whole(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> real(parser.getDoubleValue());
      default -> null;
    };
  }

  private static String whole(BigInteger number) {
    boolean kept = number.compareTo(MIN_INT64) >= 0 && number.compareTo(MAX_UINT64) <= 0;
    return kept ? number.toString() : real(number.doubleValue());
  }

  /** The shortest digits that say which double it is. */
  private static String real(double number) {
    if (Double.isInfinite(number)) {
      return null;
    }
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
