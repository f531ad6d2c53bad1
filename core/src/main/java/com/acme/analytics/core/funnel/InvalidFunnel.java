package com.acme.analytics.core.funnel;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;

/** Words the refusal of a funnel: the value found and what was expected. */
final class InvalidFunnel {
  /** A refusal quotes this much of a value. */
  private static final int QUOTED_CHARACTERS = 100;

  private InvalidFunnel() {}

  /**
   * @param pointer JSON pointer to the member
   */
  static ProblemException of(String name, String pointer, Object value, String expected) {
    String text = String.valueOf(value);
    String quoted =
        text.length() <= QUOTED_CHARACTERS ? text : text.substring(0, QUOTED_CHARACTERS) + "…";
    return new ProblemException(
        new Problem(
            ErrorCode.INVALID_FUNNEL,
            name + ": \"" + quoted + "\" (expected: " + expected + ")",
            pointer));
  }
}
