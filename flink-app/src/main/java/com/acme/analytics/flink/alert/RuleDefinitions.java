package com.acme.analytics.flink.alert;

import com.acme.analytics.core.alert.AlertRule;
import com.acme.analytics.flink.definition.Definition;

/** Reads rules out of definitions. */
final class RuleDefinitions {
  private static final String KIND = "alert-rule";

  private RuleDefinitions() {}

  static boolean isRule(Definition definition) {
    return definition.kind().equals(KIND);
  }

  /**
   * The rule that the definition is.
   *
   * @param definition not a deleted one
   * @throws UnreadableRuleException when it is no rule, or one of another customer or id than its
   *     key says: the key alone decides whose windows it sees
   */
  static AlertRule rule(Definition definition) {
    AlertRule rule;
    try {
      rule = AlertRule.fromJson(definition.json());
    } catch (RuntimeException e) {
      // A rule is refused by a problem; what else its text may bring about must not end the job.
      throw new UnreadableRuleException(definition.key() + ": " + e.getMessage(), e);
    }
    if (!rule.customer().value().equals(definition.customer())
        || !rule.id().toString().equals(definition.id())) {
      throw new UnreadableRuleException(
          "%s: the rule is %s of %s (expected: the key's own)"
              .formatted(definition.key(), rule.id(), rule.customer()),
          null);
    }
    return rule;
  }
}
