package com.acme.analytics.core.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a filter compares a dimension's value. */
public enum Operator {
  /**
   * The value is this text; or this number, where both are numbers; or this boolean. So {@code 404}
   * is equal to the number 404, to 404.0 and to the text "404".
   */
  EQ,
  /** Everything that is not {@link #EQ}, events without the value included. */
  NE,
  /** {@link #EQ} to one of several. */
  IN,
  /** Less than; properties only, and only their JSON numbers. */
  LT,
  /** Less than or equal; like {@link #LT}. */
  LE,
  /** Greater than; like {@link #LT}. */
  GT,
  /** Greater than or equal; like {@link #LT}. */
  GE,
  /** The text contains this text, letter case included. */
  CONTAINS,
  /** There is a value. */
  EXISTS,
  /** There is no value. */
  MISSING;

  /** All of them, as a refusal lists them. */
  static final String CODES = "eq, ne, in, lt, le, gt, ge, contains, exists or missing";

  private static final Map<String, Operator> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Operator::code, Function.identity()));

  static Optional<Operator> of(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /**
   * The operator of this name.
   *
   * @param field the part of the query it stands in, for the refusal
   */
  static Operator named(String code, String field) {
    return of(code).orElseThrow(() -> InvalidQuery.of(field, code, CODES));
  }

  /** Its name in a query, for example {@code eq}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Compares numbers by size. */
  public boolean isOrdering() {
    return this == LT || this == LE || this == GT || this == GE;
  }

  /** Asks only whether there is a value. */
  public boolean takesNoValue() {
    return this == EXISTS || this == MISSING;
  }
}
