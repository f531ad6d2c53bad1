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
   * @param pointer JSON pointer to the member, such as {@code /steps/0/event}
   * @param value what was found there
   */
  static ProblemException of(String pointer, Object value, String expected) {
    return worded(
        pointer,
        "%s: \"%s\" (expected: %s)"
            .formatted(name(pointer), shortened(String.valueOf(value)), expected));
  }

  /** The member is not there. */
  static ProblemException missing(String pointer, String expected) {
    return worded(pointer, "%s: missing (expected: %s)".formatted(name(pointer), expected));
  }

  /** What the part's own check has said, at the place where the part is. */
  static ProblemException at(String pointer, ProblemException refusal) {
    return worded(pointer + refusal.problem().pointer(), refusal.problem().detail());
  }

  static ProblemException worded(String pointer, String detail) {
    return new ProblemException(new Problem(ErrorCode.INVALID_FUNNEL, detail, pointer));
  }

  private static String name(String pointer) {
    return pointer.isEmpty() ? "the funnel" : pointer.substring(1).replace('/', '.');
  }

  private static String shortened(String value) {
    return value.codePointCount(0, value.length()) <= QUOTED_CHARACTERS
        ? value
        : value.substring(0, value.offsetByCodePoints(0, QUOTED_CHARACTERS)) + "…";
  }
}
