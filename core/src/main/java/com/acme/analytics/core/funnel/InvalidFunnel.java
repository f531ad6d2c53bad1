package com.acme.analytics.core.funnel;

import com.acme.analytics.core.json.Refusals;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;

/** Words the refusal of a funnel: the value found and what was expected. */
final class InvalidFunnel {
  static final Refusals REFUSALS = new Refusals(ErrorCode.INVALID_FUNNEL, "the funnel");

  private InvalidFunnel() {}

  /**
   * @param pointer JSON pointer to the member, such as {@code /steps/0/event}
   * @param value what was found there
   */
  static ProblemException of(String pointer, Object value, String expected) {
    return REFUSALS.of(pointer, value, expected);
  }
}
