package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.problem.ProblemException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Refuses what SQL has and a query doesn't, by name and place, before anything looks at what the
 * statement means. What is not listed here is refused: SQL is larger than any list of it.
 */
final class SupportedSyntax extends SqlBasicVisitor<Void> {
  private static final Set<SqlKind> KINDS =
      EnumSet.of(
          SqlKind.AS,
          SqlKind.AND,
          SqlKind.OR,
          SqlKind.NOT,
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL,
          SqlKind.IS_DISTINCT_FROM,
          SqlKind.IS_NOT_DISTINCT_FROM,
          SqlKind.IN,
          SqlKind.NOT_IN,
          SqlKind.LIKE,
          SqlKind.BETWEEN,
          SqlKind.IS_NULL,
          SqlKind.IS_NOT_NULL,
          SqlKind.PLUS,
          SqlKind.MINUS,
          SqlKind.FLOOR,
          SqlKind.DESCENDING,
          SqlKind.NULLS_LAST);

  private static final Set<String> FUNCTIONS =
      Set.of(
          "COUNT",
          "SUM",
          "AVG",
          "MIN",
          "MAX",
          "UNIQUE_USERS",
          "FLOOR",
          "DATE_TRUNC",
          "TIME_BUCKET");

  private SupportedSyntax() {}

  /**
   * The SELECT of a statement that has only what a query can have.
   *
   * @throws ProblemException naming the construct that it can't
   */
  static SqlSelect require(SqlNode statement) {
    SqlNode query = statement;
    if (statement instanceof SqlOrderBy ordered) {
      refuse(ordered.offset, "OFFSET", "LIMIT alone");
      refuseCalls(ordered.orderList);
      refuseCalls(ordered.fetch);
      query = ordered.query;
    }
    if (!(query instanceof SqlSelect select)) {
      throw SqlRefusal.of(
          query, named(query.getKind()), "one SELECT … FROM events …; events are only read");
    }
    refuse(select.isDistinct(), select, "SELECT DISTINCT", "GROUP BY the columns");
    refuse(select.hasHints(), select, "a hint", "none");
    requireTable(select);
    refuse(select.getHaving(), "HAVING", "WHERE, which sees events and not groups");
    refuse(!select.getWindowList().isEmpty(), select, "WINDOW", "aggregates of groups");
    refuse(select.getQualify(), "QUALIFY", "WHERE, which sees events and not groups");
    for (SqlNode item : select.getSelectList()) {
      boolean star = item instanceof SqlIdentifier name && name.isStar();
      refuse(star, item, item.toString(), "columns by name");
    }
    refuseCalls(select.getSelectList());
    refuseCalls(select.getWhere());
    refuseCalls(select.getGroup());
    return select;
  }

  private static void requireTable(SqlSelect select) {
    SqlNode from = select.getFrom();
    refuse(from == null, select, "SELECT without FROM", "FROM events");
    boolean aliased = from instanceof SqlCall as && as.getKind() == SqlKind.AS;
    SqlNode table = aliased ? ((SqlCall) from).operand(0) : from;
    boolean events =
        table instanceof SqlIdentifier name
            && name.isSimple()
            && name.getSimple().equals(EventsTable.NAME)
            && (!aliased || ((SqlCall) from).operandCount() == 2);
    if (!events) {
      throw SqlRefusal.of(positioned(table), described(table), "FROM events alone");
    }
  }

  private static String described(SqlNode table) {
    return switch (table.getKind()) {
      case IDENTIFIER, AS -> "the table " + table;
      case SELECT, ORDER_BY, WITH, UNION, INTERSECT, EXCEPT, VALUES -> "a sub-query";
      case COLLECTION_TABLE -> "a table function";
      case TABLE_REF -> "a hint";
      default -> named(table.getKind());
    };
  }

  /** Calcite gives a hinted table no place of its own. */
  private static SqlNode positioned(SqlNode table) {
    return table.getKind() == SqlKind.TABLE_REF ? ((SqlCall) table).operand(0) : table;
  }

  private static void refuseCalls(SqlNode node) {
    if (node != null) {
      node.accept(new SupportedSyntax());
    }
  }

  private static void refuse(SqlNode node, String found, String expected) {
    if (node != null) {
      throw SqlRefusal.of(node, found, expected);
    }
  }

  private static void refuse(boolean there, SqlNode near, String found, String expected) {
    if (there) {
      throw SqlRefusal.of(near, found, expected);
    }
  }

  @Override
  public Void visit(SqlCall call) {
    if (call.getOperator() instanceof SqlFunction function) {
      requireFunction(call, function.getName().toUpperCase(Locale.ROOT));
    } else if (!KINDS.contains(call.getKind())) {
      throw refused(call);
    }
    return super.visit(call);
  }

  @Override
  public Void visit(SqlDynamicParam parameter) {
    throw SqlRefusal.of(parameter, "a parameter", "a value in its place");
  }

  private static void requireFunction(SqlCall call, String name) {
    refuse(call.getFunctionQuantifier(), name + " of distinct values", "unique_users() for users");
    if (!FUNCTIONS.contains(name)) {
      throw SqlRefusal.of(call, "the function " + name, EventFunctions.EXPECTED);
    }
  }

  private static ProblemException refused(SqlCall call) {
    return switch (call.getKind()) {
      case SELECT,
          ORDER_BY,
          WITH,
          UNION,
          INTERSECT,
          EXCEPT,
          VALUES,
          SCALAR_QUERY,
          EXISTS,
          SOME,
          ALL ->
          SqlRefusal.of(call, "a sub-query", "FROM events alone, and values to compare with");
      case OVER -> SqlRefusal.of(call, "a window function", EventFunctions.EXPECTED);
      case GROUPING_SETS, ROLLUP, CUBE ->
          SqlRefusal.of(call, named(call.getKind()), "a list of columns");
      case NULLS_FIRST -> SqlRefusal.of(call, "NULLS FIRST", "NULLS LAST, which is always so");
      default ->
          SqlRefusal.of(
              call,
              call.getOperator().getName(),
              "columns, comparisons with values, and " + EventFunctions.EXPECTED);
    };
  }

  private static String named(SqlKind kind) {
    return kind.sql.replace('_', ' ');
  }
}
