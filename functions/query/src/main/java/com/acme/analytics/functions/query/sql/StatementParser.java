package com.acme.analytics.functions.query.sql;

import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/**
 * Parses standard SQL. Names keep their case, quoted or not: properties are not the same in another
 * case.
 */
final class StatementParser {
  /** The longest name of a property, with {@code properties.} before it, and some room. */
  private static final int MAX_NAME = 256;

  private static final SqlParser.Config CONFIG =
      SqlParser.config()
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withUnquotedCasing(Casing.UNCHANGED)
          .withQuotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(true)
          .withIdentifierMaxLength(MAX_NAME)
          .withConformance(SqlConformanceEnum.LENIENT);

  private StatementParser() {}

  /**
   * The one statement that the text is; a semicolon may end it.
   *
   * @throws com.acme.analytics.core.problem.ProblemException with the code invalid_query
   */
  static SqlNode parse(String sql) {
    if (sql.isBlank()) {
      throw SqlRefusal.of("sql: empty (expected: a SELECT)");
    }
    try {
      SqlNodeList statements = SqlParser.create(sql, CONFIG).parseStmtList();
      if (statements.size() > 1) {
        throw SqlRefusal.of(statements.get(1), "a second statement", "one SELECT");
      }
      return statements.get(0);
    } catch (SqlParseException e) {
      throw SyntaxError.of(e);
    }
  }
}
