package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.clickhouse.client.api.ServerException;
import java.util.Locale;
import java.util.Set;

/** Says what a failure of ClickHouse means to the caller. */
final class ClickHouseFailure {
  /** TOO_MANY_ROWS, TIMEOUT_EXCEEDED, TOO_SLOW, TOO_MANY_BYTES, TOO_MANY_ROWS_OR_BYTES. */
  private static final Set<Integer> LIMITS = Set.of(158, 159, 160, 307, 396);

  private static final int MEMORY_LIMIT_EXCEEDED = 241;

  private ClickHouseFailure() {}

  /** A query over its own limits is the caller's; everything else is a store that can't answer. */
  static ProblemException problem(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServerException refusal && exceedsOwnLimit(refusal)) {
        return new ProblemException(
            new Problem(
                ErrorCode.QUERY_TOO_EXPENSIVE,
                "the query took too long, or too much memory (expected: a shorter range, fewer"
                    + " dimensions or more filters)"),
            failure);
      }
    }
    return new ProblemException(
        new Problem(ErrorCode.STORE_UNAVAILABLE, "the hot tier did not answer; retry"), failure);
  }

  private static boolean exceedsOwnLimit(ServerException refusal) {
    if (refusal.getCode() == MEMORY_LIMIT_EXCEEDED) {
      // The same code says that the server as a whole has no memory left.
      return !refusal.getMessage().toLowerCase(Locale.ROOT).contains("(total)");
    }
    return LIMITS.contains(refusal.getCode());
  }
}
