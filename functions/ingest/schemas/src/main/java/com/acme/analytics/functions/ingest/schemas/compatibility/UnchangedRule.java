package com.acme.analytics.functions.ingest.schemas.compatibility;

/**
 * A keyword whose values nobody can compare: it stays as it is, or goes.
 *
 * @param type of values that it looks at
 */
record UnchangedRule(ValueType type, String keyword) implements Rule {
  @Override
  public void compare(Side previous, Side next, Findings findings) {
    if (!next.has(keyword) || !previous.types().contains(type)) {
      return;
    }
    if (!previous.has(keyword)) {
      findings.add(next.pointer().child(keyword), keyword + " added", "none, as before");
    } else if (!previous.get(keyword).equals(next.get(keyword))) {
      findings.add(
          next.pointer().child(keyword),
          keyword + " changed, whose effect can't be decided",
          keyword + " as before, or none");
    }
  }
}
