package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.QueryDefaults;
import java.time.Instant;
import org.apache.calcite.sql.SqlNode;

/**
 * Compiles SQL to a query, or where a query can't express it to a statement that the lake runs.
 * Calcite parses the statement and validates it against a table that has the columns which the
 * statement mentions; and what then stands in each clause is a part of the query.
 *
 * @param defaults what a query is where the statement says nothing
 */
public record SqlCompiler(QueryDefaults defaults) {
  /**
   * Compiles a statement.
   *
   * @param now what CURRENT_TIMESTAMP is, and what the default range is around
   * @throws ProblemException with the code invalid_query, the place in the statement and what was
   *     expected there
   */
  public CompiledSql compile(String sql, Instant now) {
    try {
      SqlNode statement = StatementParser.parse(sql);
      return compile(sql, statement, now);
    } catch (StackOverflowError e) {
      // Calcite descends as deep as a statement is nested.
      throw nestedTooDeeply();
    }
  }

  /** What a query can't express may still be SQL; if it isn't, that is what is wrong with it. */
  private CompiledSql compile(String sql, SqlNode statement, Instant now) {
    try {
      return new SelectCompiler(statement, defaults, now).compile();
    } catch (ProblemException e) {
      // Compiling has rewritten what was parsed.
      return LakeSelectCompiler.compile(StatementParser.parse(sql), defaults, now, e);
    }
  }

  static ProblemException nestedTooDeeply() {
    return SqlRefusal.of("sql: nested too deeply (expected: fewer parentheses)");
  }
}
