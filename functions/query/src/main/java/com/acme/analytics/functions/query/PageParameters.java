package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.functions.definitions.dashboard.Page;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which part of a list is asked for.
 *
 * @param cursor of the page before; empty for the first
 * @param limit 1 to {@link Page#MOST_ITEMS}
 */
record PageParameters(Optional<String> cursor, int limit) {
  static final int DEFAULT_LIMIT = 20;

  private static final String CURSOR = "cursor";
  private static final String LIMIT = "limit";
  private static final int SHOWN_CHARS = 64;

  /**
   * Reads a query string's parameters.
   *
   * @throws ProblemException {@link ErrorCode#INVALID_PARAMETER} that names the parameter
   */
  static PageParameters of(Map<String, String> query) {
    requireKnown(query, Set.of(CURSOR, LIMIT));
    return new PageParameters(
        Optional.ofNullable(query.get(CURSOR)),
        Optional.ofNullable(query.get(LIMIT))
            .map(text -> number(LIMIT, text, Page.MOST_ITEMS))
            .orElse(DEFAULT_LIMIT));
  }

  /** Refuses a parameter that is none of these. */
  static void requireKnown(Map<String, String> query, Set<String> known) {
    for (String name : new TreeSet<>(query.keySet())) {
      if (!known.contains(name)) {
        throw invalid(name, query.get(name), "only " + new TreeSet<>(known), null);
      }
    }
  }

  /** A number of 1 to the most. */
  static int number(String name, String text, int most) {
    String expected = "a whole number, 1 to " + most;
    try {
      int number = Integer.parseInt(text);
      if (number < 1 || number > most) {
        throw invalid(name, text, expected, null);
      }
      return number;
    } catch (NumberFormatException e) {
      throw invalid(name, text, expected, e);
    }
  }

  private static ProblemException invalid(
      String name, String value, String expected, Exception cause) {
    String shown = value.length() <= SHOWN_CHARS ? value : value.substring(0, SHOWN_CHARS) + "...";
    return new ProblemException(
        new Problem(
            ErrorCode.INVALID_PARAMETER,
            "%s: \"%s\" (expected: %s)".formatted(name, shown, expected),
            name),
        cause);
  }
}
