package com.acme.analytics.core.alert;

import com.acme.analytics.core.json.Refusals;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;

/** Words the refusal of a rule: the value found and what was expected. */
final class InvalidAlertRule {
  static final Refusals REFUSALS = new Refusals(ErrorCode.INVALID_ALERT_RULE, "the rule");

  private InvalidAlertRule() {}

  /**
   * @param pointer JSON pointer to the member, such as {@code /condition/sigma}
   * @param value what was found there
   */
  static ProblemException of(String pointer, Object value, String expected) {
    return REFUSALS.of(pointer, value, expected);
  }

  /** The member is not there. */
  static ProblemException missing(String pointer, String expected) {
    return REFUSALS.missing(pointer, expected);
  }
}
