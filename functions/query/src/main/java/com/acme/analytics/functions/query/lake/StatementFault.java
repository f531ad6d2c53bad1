package com.acme.analytics.functions.query.lake;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;

/**
 * Errors of Trino, which Athena names alike, that are a statement's own: asked again it would fail
 * again.
 *
 * @see <a
 *     href="https://github.com/trinodb/trino/blob/483/core/trino-spi/src/main/java/io/trino/spi/StandardErrorCode.java">StandardErrorCode</a>
 */
enum StatementFault {
  FUNCTION_NOT_FOUND(6),
  INVALID_FUNCTION_ARGUMENT(7),
  DIVISION_BY_ZERO(8),
  INVALID_CAST_ARGUMENT(9),
  NOT_SUPPORTED(13),
  INVALID_WINDOW_FRAME(15),
  NUMERIC_VALUE_OUT_OF_RANGE(19),
  SUBQUERY_MULTIPLE_ROWS(28),
  UNSUPPORTED_SUBQUERY(36),
  TYPE_MISMATCH(58);

  private final int code;

  StatementFault(int code) {
    this.code = code;
  }

  /** Whether it is the error of this number. */
  boolean is(int number) {
    return code == number;
  }

  /** Whether the words of an error begin with its name. */
  boolean begins(String words) {
    return words.startsWith(name() + ":");
  }

  /** What it means to the caller; the error's own words may quote values. */
  Problem problem() {
    return new Problem(
        ErrorCode.INVALID_QUERY,
        "sql: %s in the lake (expected: a statement that can be computed of every event it reads)"
            .formatted(name()),
        "/sql");
  }
}
