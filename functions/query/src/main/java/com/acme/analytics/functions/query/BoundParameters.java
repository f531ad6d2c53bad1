package com.acme.analytics.functions.query;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parameters of one statement, bound by the server: no value that a caller sent is ever part of
 * a statement's text.
 */
final class BoundParameters {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /**
   * Binds a value and returns the placeholder that stands for it.
   *
   * @param type a ClickHouse type, for example {@code String}
   */
  String bind(String type, String value) {
    return bindAs("p" + values.size(), type, value);
  }

  /** Binds a value under a name that says what it is. */
  String bindAs(String name, String type, String value) {
    values.put(name, escaped(value));
    return "{" + name + ":" + type + "}";
  }

  Map<String, Object> values() {
    return Map.copyOf(values);
  }

  /**
   * A parameter travels in ClickHouse's escaped text format.
   *
   * @see <a
   *     href="https://clickhouse.com/docs/interfaces/formats/TabSeparated#tabseparated-data-formatting">the
   *     format</a>
   */
  private static String escaped(String value) {
    StringBuilder text = new StringBuilder(value.length() + 8);
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      switch (character) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\0' -> text.append("\\0");
        default -> text.append(character);
      }
    }
    return text.toString();
  }
}
