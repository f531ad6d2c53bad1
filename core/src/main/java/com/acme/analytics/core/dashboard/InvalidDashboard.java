package com.acme.analytics.core.dashboard;

import com.acme.analytics.core.json.Refusals;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;

/** Words the refusal of a dashboard: the value found and what was expected. */
final class InvalidDashboard {
  static final Refusals REFUSALS = new Refusals(ErrorCode.INVALID_DASHBOARD, "the dashboard");

  private InvalidDashboard() {}

  /**
   * @param pointer JSON pointer to the member, such as {@code /widgets/0/title}
   * @param value what was found there
   */
  static ProblemException of(String pointer, Object value, String expected) {
    return REFUSALS.of(pointer, value, expected);
  }

  /** Refuses a text for people that is blank, too long or holds a control character. */
  static void requireTitle(String pointer, String text, int mostCharacters) {
    if (text.isBlank()
        || text.length() > mostCharacters
        || text.chars().anyMatch(Character::isISOControl)) {
      throw of(pointer, text, "1 to " + mostCharacters + " characters, no control character");
    }
  }
}
