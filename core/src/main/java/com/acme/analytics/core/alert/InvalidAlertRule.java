package com.acme.analytics.core.alert;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;

/** Words the refusal of a rule: the value found and what was expected. */
final class InvalidAlertRule {
  /** A refusal quotes this much of a value. */
  private static final int QUOTED_CHARACTERS = 100;

  private InvalidAlertRule() {}

  /**
   * @param pointer JSON pointer to the member, such as {@code /condition/sigma}
   * @param value what was found there
   */
  static ProblemException of(String pointer, Object value, String expected) {
    String detail =
        "%s: \"%s\" (expected: %s)"
            .formatted(name(pointer), shortened(String.valueOf(value)), expected);
    return new ProblemException(new Problem(ErrorCode.INVALID_ALERT_RULE, detail, pointer));
  }

  /** The member is not there. */
  static ProblemException missing(String pointer, String expected) {
    String detail = "%s: missing (expected: %s)".formatted(name(pointer), expected);
    return new ProblemException(new Problem(ErrorCode.INVALID_ALERT_RULE, detail, pointer));
  }

  private static String name(String pointer) {
    return pointer.isEmpty() ? "the rule" : pointer.substring(1).replace('/', '.');
  }

  private static String shortened(String value) {
    return value.codePointCount(0, value.length()) <= QUOTED_CHARACTERS
        ? value
        : value.substring(0, value.offsetByCodePoints(0, QUOTED_CHARACTERS)) + "…";
  }
}
