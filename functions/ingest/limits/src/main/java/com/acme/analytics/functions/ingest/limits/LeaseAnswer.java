package com.acme.analytics.functions.ingest.limits;

import java.util.OptionalLong;

/** What became of an update. */
public sealed interface LeaseAnswer {
  /**
   * The tokens are the caller's.
   *
   * @param tat of the bucket after the update, nanoseconds since 1970
   */
  record Leased(long tat) implements LeaseAnswer {}

  /**
   * The condition failed: the bucket has fewer tokens, or needs the other form.
   *
   * @param tat of the bucket as it is, nanoseconds since 1970; empty where it has none
   */
  record Refused(OptionalLong tat) implements LeaseAnswer {}

  /** The store works but wants fewer requests for this bucket. */
  record Throttled() implements LeaseAnswer {}
}
