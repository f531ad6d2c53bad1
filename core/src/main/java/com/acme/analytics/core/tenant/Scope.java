package com.acme.analytics.core.tenant;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a credential may be used for. A key in a web page carries {@link #INGEST} alone. */
public enum Scope {
  /** Send events. */
  INGEST,
  /** Read events, aggregates and results. */
  QUERY,
  /** Change schemas, settings and definitions, and replay refused events. */
  MANAGE;

  /** The scope as it is stored and spoken of, for example {@code ingest}. */
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The scope of a value.
   *
   * @throws IllegalArgumentException when there is no such scope
   */
  public static Scope of(String value) {
    return Arrays.stream(values())
        .filter(scope -> scope.value().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "scope: \"" + value + "\" (expected: one of " + names() + ")"));
  }

  private static List<String> names() {
    return Arrays.stream(values()).map(Scope::value).toList();
  }
}
