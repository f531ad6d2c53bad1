package com.acme.analytics.functions.ingest.schemas.compatibility;

/** {@code allOf} and references: each part accepts what the previous schema accepted. */
final class AllOfRule implements Rule {
  @Override
  public void compare(Side previous, Side next, Findings findings) {
    next.conjuncts().forEach(part -> findings.descend(previous, part));
  }
}
