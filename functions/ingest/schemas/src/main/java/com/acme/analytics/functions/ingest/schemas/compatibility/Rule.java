package com.acme.analytics.functions.ingest.schemas.compatibility;

/**
 * Looks at one keyword, or one group that means something only together. A schema is the
 * conjunction of its groups: where each group of the next version accepts what the same group of
 * the previous one accepts, so does the whole.
 */
interface Rule {
  /** Reports where {@code next} may refuse what {@code previous} accepts. */
  void compare(Side previous, Side next, Findings findings);
}
