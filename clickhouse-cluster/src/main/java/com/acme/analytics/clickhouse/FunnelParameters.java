package com.acme.analytics.clickhouse;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the server puts in the places of a statement's placeholders. */
final class FunnelParameters {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Gives a value to a placeholder that stands in the text. */
  void name(String name, String value) {
    values.put(name, escaped(value));
  }

  /** Returns the placeholder of a value. */
  String bind(String type, String value) {
    String name = "p" + values.size();
    values.put(name, escaped(value));
    return "{" + name + ":" + type + "}";
  }

  Map<String, Object> values() {
    return Map.copyOf(values);
  }

  /** As TabSeparated has it. */
  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\0", "\\0");
  }
}
