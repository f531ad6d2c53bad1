package com.acme.analytics.core.query;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition that every event counted fulfils.
 *
 * @param values none for exists and missing, one or more for in, one for the others
 */
public record Filter(Dimension dimension, Operator operator, List<String> values) {
  private static final String FIELD = "filter";

  public Filter {
    values = List.copyOf(values);
    String name = dimension.columnName() + ":" + operator.code();
    requireCount(name, operator, values);
    if (operator.isOrdering()) {
      requireOrdered(name, dimension, values.get(0));
    }
    if (dimension instanceof FixedDimension && values.contains("")) {
      throw InvalidQuery.of(
          FIELD, name + ":", "a value that is not empty; missing finds events without one");
    }
    if (dimension == FixedDimension.BOT) {
      requireBooleans(name, values);
    }
  }

  /**
   * Reads {@code name:operator:value}, as docs/formats/query.md describes it.
   *
   * @throws com.acme.analytics.core.problem.ProblemException with the code invalid_query
   */
  public static Filter parse(String text) {
    List<String> parts = EscapedList.split(text, ':', 3);
    if (parts.size() < 2) {
      throw InvalidQuery.of(
          FIELD, text, "name:operator:value; a comma within a value is written \\,");
    }
    Operator operator =
        Operator.of(parts.get(1))
            .orElseThrow(
                () ->
                    InvalidQuery.of(
                        FIELD,
                        text,
                        "one of the operators " + Operator.CODES + " after the first colon"));
    return new Filter(
        Dimension.named(EscapedList.unescape(parts.get(0), FIELD), FIELD),
        operator,
        parts.size() < 3 ? List.of() : values(operator, parts.get(2)));
  }

  /** The text that {@link #parse} makes the same filter of. */
  public String text() {
    String name = EscapedList.escape(dimension.columnName()) + ":" + operator.code();
    return values.isEmpty()
        ? name
        : values.stream().map(EscapedList::escape).collect(Collectors.joining("|", name + ":", ""));
  }

  private static List<String> values(Operator operator, String text) {
    List<String> values = operator == Operator.IN ? EscapedList.split(text, '|') : List.of(text);
    return values.stream().map(value -> EscapedList.unescape(value, FIELD)).toList();
  }

  private static void requireBooleans(String name, List<String> values) {
    for (String value : values) {
      if (!value.equals("true") && !value.equals("false")) {
        throw InvalidQuery.of(FIELD, name + ":" + value, "true or false");
      }
    }
  }

  private static void requireCount(String name, Operator operator, List<String> values) {
    if (operator.takesNoValue() != values.isEmpty()) {
      throw InvalidQuery.of(
          FIELD,
          values.isEmpty() ? name : name + ":" + values.get(0),
          operator.takesNoValue() ? "no value after " + name : "a value, as in " + name + ":404");
    }
    if (operator != Operator.IN && values.size() > 1) {
      throw InvalidQuery.of(FIELD, name, "one value (found " + values.size() + ")");
    }
  }

  private static void requireOrdered(String name, Dimension dimension, String value) {
    if (!(dimension instanceof Property)) {
      throw InvalidQuery.of(
          FIELD,
          name + ":" + value,
          "eq, ne, in, contains, exists or missing; "
              + dimension.columnName()
              + " is text and has no order");
    }
    if (Numbers.parse(value).isEmpty()) {
      throw InvalidQuery.of(FIELD, name + ":" + value, "a number, as in " + name + ":404");
    }
  }
}
