package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Words the refusal of a statement: where, what was found there, and what is possible. */
final class SqlRefusal {
  /** JSON pointer to the statement in the body of a request. */
  static final String POINTER = "/sql";

  /** A refusal quotes this much. */
  private static final int QUOTED_CHARACTERS = 200;

  private SqlRefusal() {}

  static ProblemException of(SqlNode node, String found, String expected) {
    return of(node.getParserPosition(), found, expected);
  }

  static ProblemException of(SqlParserPos position, String found, String expected) {
    return worded(position, shortened(found) + " (expected: " + expected + ")");
  }

  /** A refusal in the words of another. */
  static ProblemException worded(SqlParserPos position, String detail) {
    return of(
        "sql, line %d, column %d: %s"
            .formatted(position.getLineNum(), position.getColumnNum(), shortened(detail)));
  }

  /** A refusal of the statement as a whole. */
  static ProblemException of(String detail) {
    return new ProblemException(new Problem(ErrorCode.INVALID_QUERY, detail, POINTER));
  }

  /** A part of the query; its refusal says where in the statement it stands. */
  static <T> T at(SqlNode node, Supplier<T> part) {
    try {
      return part.get();
    } catch (ProblemException e) {
      throw worded(node.getParserPosition(), e.problem().detail());
    }
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= QUOTED_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, QUOTED_CHARACTERS)) + "…";
  }
}
