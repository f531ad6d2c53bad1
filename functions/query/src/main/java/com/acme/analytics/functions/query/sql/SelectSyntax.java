package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.problem.ProblemException;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Refuses what a statement over the lake may not have, by name and place. What is not listed here
 * is refused: each construct and function listed means in Trino what it means in standard SQL, and
 * none of them reads anything but tables that are named in FROM.
 */
final class SelectSyntax extends SqlBasicVisitor<Void> {
  private static final Set<SqlKind> KINDS =
      EnumSet.of(
          SqlKind.SELECT,
          SqlKind.ORDER_BY,
          SqlKind.WITH,
          SqlKind.WITH_ITEM,
          SqlKind.UNION,
          SqlKind.INTERSECT,
          SqlKind.EXCEPT,
          SqlKind.JOIN,
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
          SqlKind.EXISTS,
          SqlKind.SCALAR_QUERY,
          SqlKind.LIKE,
          SqlKind.BETWEEN,
          SqlKind.IS_NULL,
          SqlKind.IS_NOT_NULL,
          SqlKind.IS_TRUE,
          SqlKind.IS_FALSE,
          SqlKind.IS_NOT_TRUE,
          SqlKind.IS_NOT_FALSE,
          SqlKind.PLUS,
          SqlKind.MINUS,
          SqlKind.TIMES,
          SqlKind.DIVIDE,
          SqlKind.MINUS_PREFIX,
          SqlKind.PLUS_PREFIX,
          SqlKind.CASE,
          SqlKind.OVER,
          SqlKind.WINDOW,
          SqlKind.GROUPING_SETS,
          SqlKind.ROLLUP,
          SqlKind.CUBE,
          SqlKind.DESCENDING,
          SqlKind.NULLS_FIRST,
          SqlKind.NULLS_LAST,
          SqlKind.PRECEDING,
          SqlKind.FOLLOWING);

  private static final Set<String> FUNCTIONS =
      Set.of(
          "COUNT",
          "SUM",
          "AVG",
          "MIN",
          "MAX",
          "STDDEV_POP",
          "STDDEV_SAMP",
          "VAR_POP",
          "VAR_SAMP",
          "APPROX_PERCENTILE",
          "ROW_NUMBER",
          "RANK",
          "DENSE_RANK",
          "PERCENT_RANK",
          "CUME_DIST",
          "NTILE",
          "LAG",
          "LEAD",
          "FIRST_VALUE",
          "LAST_VALUE",
          "FLOOR",
          "DATE_TRUNC",
          "TIME_BUCKET",
          "EXTRACT",
          "CAST",
          "COALESCE",
          "NULLIF",
          "LOWER",
          "UPPER",
          "TRIM",
          "SUBSTRING",
          "POSITION",
          "CHAR_LENGTH",
          "ABS",
          "CEIL",
          "ROUND",
          "MOD",
          "POWER",
          "SQRT",
          "EXP",
          "LN",
          "LOG10");

  private static final Set<String> TYPES =
      Set.of("VARCHAR", "DOUBLE", "BIGINT", "INTEGER", "DECIMAL", "BOOLEAN", "TIMESTAMP", "DATE");

  private SelectSyntax() {}

  /**
   * Lets a statement pass that has only what is listed.
   *
   * @throws ProblemException naming the construct that isn't
   */
  static void require(SqlNode statement) {
    switch (statement.getKind()) {
      case SELECT, ORDER_BY, WITH, UNION, INTERSECT, EXCEPT -> statement.accept(new SelectSyntax());
      default ->
          throw SqlRefusal.of(
              statement,
              statement.getKind().sql.replace('_', ' '),
              "one SELECT … FROM events …; events are only read");
    }
  }

  @Override
  public Void visit(SqlCall call) {
    switch (call) {
      case SqlSelect select -> requireClauses(select);
      case SqlJoin join -> requireJoin(join);
      case SqlOrderBy ordered -> requireQuery(ordered.query);
      case SqlWithItem item -> requireName(item);
      default -> requireListed(call);
    }
    return super.visit(call);
  }

  /**
   * Lets a call pass of an operator, a function or a clause that is listed.
   *
   * @throws ProblemException naming it
   */
  static void requireListed(SqlCall call) {
    if (call.getOperator() instanceof SqlBetweenOperator between
        && between.flag == SqlBetweenOperator.Flag.SYMMETRIC) {
      throw SqlRefusal.of(call, "BETWEEN SYMMETRIC", "BETWEEN the lower AND the higher value");
    }
    if (call.getOperator() instanceof SqlFunction function) {
      requireFunction(call, function.getName().toUpperCase(Locale.ROOT));
    } else if (!KINDS.contains(call.getKind())) {
      throw SqlRefusal.of(call, call.getOperator().getName(), "what docs/formats/query.md lists");
    }
  }

  private static void requireFunction(SqlCall call, String name) {
    if (!FUNCTIONS.contains(name)) {
      throw SqlRefusal.of(call, "the function " + name, insteadOf(name));
    }
    if (name.equals("APPROX_PERCENTILE")) {
      requireShare(call);
    }
  }

  /** A share that differs from row to row would have no group's percentile. */
  private static void requireShare(SqlCall call) {
    if (call.operandCount() != 2
        || !(call.operand(1) instanceof SqlNumericLiteral share)
        || share.bigDecimalValue().signum() < 0
        || share.bigDecimalValue().compareTo(BigDecimal.ONE) > 0) {
      throw SqlRefusal.of(call, "no share from 0 to 1", "approx_percentile(bytes, 0.95)");
    }
  }

  private static String insteadOf(String function) {
    return switch (function) {
      case "UNIQUE_USERS" -> "count(DISTINCT coalesce(user_id, anonymous_id)) in such a statement";
      default -> String.join(", ", FUNCTIONS.stream().sorted().toList()).toLowerCase(Locale.ROOT);
    };
  }

  private static void requireClauses(SqlSelect select) {
    if (select.getFrom() == null) {
      throw SqlRefusal.of(select, "SELECT without FROM", "FROM events or sessions");
    }
    if (select.hasHints()) {
      throw SqlRefusal.of(select, "a hint", "none");
    }
    if (select.getQualify() != null) {
      throw SqlRefusal.of(select.getQualify(), "QUALIFY", "WHERE around a sub-query");
    }
    requireRelation(select.getFrom());
  }

  /** Calcite's grammar orders anything in parentheses. */
  private static void requireQuery(SqlNode node) {
    switch (node.getKind()) {
      case SELECT, ORDER_BY, WITH, UNION, INTERSECT, EXCEPT -> {
        // It is one.
      }
      default -> throw SqlRefusal.of(node, "ORDER BY or LIMIT of no query", "a sub-query");
    }
  }

  private static void requireJoin(SqlJoin join) {
    if (join.isNatural() || join.getJoinType() == JoinType.ASOF) {
      throw SqlRefusal.of(join, join.isNatural() ? "NATURAL JOIN" : "ASOF JOIN", "JOIN … ON");
    }
    requireRelation(join.getLeft());
    requireRelation(join.getRight());
  }

  private static void requireRelation(SqlNode relation) {
    switch (relation.getKind()) {
      case AS -> requireRelation(((SqlCall) relation).operand(0));
      case JOIN, SELECT, ORDER_BY, WITH, UNION, INTERSECT, EXCEPT -> {
        // What is in them is looked at where it is visited.
      }
      case IDENTIFIER -> {
        if (!((SqlIdentifier) relation).isSimple()) {
          throw SqlRefusal.of(relation, "the table " + relation, "FROM events or sessions");
        }
      }
      case COLLECTION_TABLE ->
          throw SqlRefusal.of(relation, "a table function", "FROM events or sessions");
      case TABLE_REF ->
          // Calcite gives a hinted table no place of its own.
          throw SqlRefusal.of(((SqlCall) relation).operand(0), "a hint", "none");
      default ->
          throw SqlRefusal.of(
              relation,
              relation.getKind().sql.replace('_', ' '),
              "FROM events or sessions, or a sub-query");
    }
  }

  private static void requireName(SqlWithItem item) {
    if (item.recursive.booleanValue()) {
      throw SqlRefusal.of(item, "WITH RECURSIVE", "WITH");
    }
    if (VirtualTable.isTaken(item.name.getSimple())) {
      throw SqlRefusal.of(item.name, "WITH " + item.name, "another name; this one is a table's");
    }
  }

  @Override
  public Void visit(SqlDynamicParam parameter) {
    throw SqlRefusal.of(parameter, "a parameter", "a value in its place");
  }

  @Override
  public Void visit(SqlDataTypeSpec type) {
    String name = type.getTypeName().toString();
    if (!(type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec) || !TYPES.contains(name)) {
      throw SqlRefusal.of(type, "the type " + name, TYPES.stream().sorted().toList().toString());
    }
    return null;
  }
}
