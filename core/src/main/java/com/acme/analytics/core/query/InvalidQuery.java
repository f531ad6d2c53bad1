package com.acme.analytics.core.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;

/** Words the refusal of a query: the value found and what was expected. */
final class InvalidQuery {
  /** A refusal quotes this much of a value. */
  private static final int QUOTED_CHARACTERS = 100;

  private InvalidQuery() {}

  /**
   * @param field the part of the query, named as its parameter is
   * @param value what was found there
   */
  static ProblemException of(String field, Object value, String expected) {
    String detail =
        field + ": \"" + shortened(String.valueOf(value)) + "\" (expected: " + expected + ")";
    return new ProblemException(new Problem(ErrorCode.INVALID_QUERY, detail, field));
  }

  private static String shortened(String value) {
    if (value.length() <= QUOTED_CHARACTERS) {
      return value;
    }
    int end =
        Character.isHighSurrogate(value.charAt(QUOTED_CHARACTERS - 1))
            ? QUOTED_CHARACTERS - 1
            : QUOTED_CHARACTERS;
    return value.substring(0, end) + "…";
  }
}
