package com.acme.analytics.core.alert;

import java.util.Locale;

/** Why an alert is told of. */
public enum AlertReason {
  /** The condition holds. */
  CONDITION,
  /** So many windows as the rule wants were in order. */
  RECOVERED,
  /** The rule now follows something else. */
  RULE_CHANGED,
  /** The rule is no more. */
  RULE_DELETED;

  /** As it is written, for example {@code recovered}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
