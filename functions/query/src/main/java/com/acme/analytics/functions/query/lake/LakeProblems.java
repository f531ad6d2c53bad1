package com.acme.analytics.functions.query.lake;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;

/** What a failure of the lake means to the caller, whichever engine failed. */
final class LakeProblems {
  static final Problem TOO_EXPENSIVE =
      new Problem(
          ErrorCode.QUERY_TOO_EXPENSIVE,
          "the query took too long, or too much memory, in the lake (expected: a shorter range,"
              + " fewer dimensions or more filters)");

  static final Problem UNAVAILABLE =
      new Problem(ErrorCode.STORE_UNAVAILABLE, "the lake did not answer; retry");

  private LakeProblems() {}
}
