package com.acme.analytics.functions.ingest.schemas.compatibility;

/**
 * A keyword that depends on all others around it, also within references: where it stands, nothing
 * around it changes. Schemas that are the same are never compared by rules.
 */
record WholeRule(String keyword) implements Rule {
  @Override
  public void compare(Side previous, Side next, Findings findings) {
    if (next.has(keyword)) {
      findings.add(
          next.pointer().child(keyword),
          keyword + " in a schema that changed, whose effect can't be decided",
          "the schema around it as before, or no " + keyword);
    }
  }
}
