package com.acme.analytics.core.dashboard;

import java.util.Arrays;
import java.util.Locale;

/** How a widget shows what it holds. */
public enum WidgetKind {
  /** A measure over time. */
  LINE,
  BAR,
  TABLE,
  /** One figure. */
  NUMBER,
  /** The steps of a funnel. */
  FUNNEL;

  static final String OF_QUERIES = "line, bar, table or number";
  static final String EXPECTED = "line, bar, table, number or funnel";

  /** The kind as it stands in JSON, for example {@code line}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of a code.
   *
   * @throws IllegalArgumentException when there is none
   */
  static WidgetKind of(String code) {
    return Arrays.stream(values())
        .filter(kind -> kind.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(code));
  }
}
