package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.Operator;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlLikeOperator;

/**
 * Reads WHERE. In SQL a comparison with no value is neither true nor false, and what is not true
 * doesn't count: so {@code <>} asks for a value besides, and {@code IS DISTINCT FROM} is the
 * query's own {@link Operator#NE}.
 */
final class Conditions {
  private final Instant now;
  private final Set<String> aliases;
  private final Set<Filter> filters = new LinkedHashSet<>();
  private final TimeBounds bounds = new TimeBounds();

  /**
   * No conditions yet.
   *
   * @param now what CURRENT_TIMESTAMP is
   * @param aliases names that SELECT gives to something else: a condition can't mean that
   */
  Conditions(Instant now, Set<String> aliases) {
    this.now = now;
    this.aliases = aliases;
  }

  List<Filter> filters() {
    return List.copyOf(filters);
  }

  TimeBounds bounds() {
    return bounds;
  }

  /** Adds a validated condition. */
  void add(SqlNode condition) {
    add(condition, /* negated= */ false);
  }

  private void add(SqlNode node, boolean negated) {
    if (!(node instanceof SqlCall call)) {
      throw SqlRefusal.of(node, "no condition", "a comparison such as status = 404");
    }
    switch (call.getKind()) {
      case NOT -> add(call.operand(0), !negated);
      case AND -> both(call, negated, /* holds= */ !negated);
      case OR -> both(call, negated, /* holds= */ negated);
      case IN -> in(call, negated);
      case NOT_IN -> in(call, !negated);
      case BETWEEN ->
          between(call, negated != ((SqlBetweenOperator) call.getOperator()).isNegated());
      case LIKE -> like(call, negated != ((SqlLikeOperator) call.getOperator()).isNegated());
      case IS_NULL -> presence(call, negated ? Operator.EXISTS : Operator.MISSING);
      case IS_NOT_NULL -> presence(call, negated ? Operator.MISSING : Operator.EXISTS);
      case IS_DISTINCT_FROM -> distinct(call, negated ? Operator.EQ : Operator.NE);
      case IS_NOT_DISTINCT_FROM -> distinct(call, negated ? Operator.NE : Operator.EQ);
      default -> compare(call, negated);
    }
  }

  private void both(SqlCall call, boolean negated, boolean holds) {
    if (!holds) {
      throw SqlRefusal.of(
          call,
          negated ? "NOT of AND" : "OR",
          "conditions that all hold; IN (…) for several values of one column");
    }
    call.getOperandList().forEach(condition -> add(condition, negated));
  }

  private void compare(SqlCall call, boolean negated) {
    Comparison comparison = Comparison.of(call);
    if (negated) {
      comparison = comparison.negated();
    }
    SqlNode left = call.operand(0);
    SqlNode right = call.operand(1);
    if (!(left instanceof SqlIdentifier) && right instanceof SqlIdentifier) {
      comparison = comparison.flipped();
      left = call.operand(1);
      right = call.operand(0);
    }
    compare(column(left, call), comparison, right);
  }

  private void compare(SqlIdentifier column, Comparison comparison, SqlNode value) {
    if (isTime(column)) {
      bound(column, comparison, Literals.instant(value, now));
      return;
    }
    filter(column, comparison.operator(), List.of(Literals.text(value)));
    if (comparison == Comparison.NOT_EQUAL) {
      filter(column, Operator.EXISTS, List.of());
    }
  }

  private void bound(SqlIdentifier column, Comparison comparison, Instant time) {
    if (comparison == Comparison.NOT_EQUAL) {
      throw SqlRefusal.of(column, "<> of \"timestamp\"", "one range of time");
    }
    bounds.narrow(comparison, time);
  }

  private void between(SqlCall call, boolean negated) {
    if (negated) {
      throw SqlRefusal.of(call, "NOT BETWEEN", "BETWEEN, or one comparison");
    }
    if (((SqlBetweenOperator) call.getOperator()).flag == SqlBetweenOperator.Flag.SYMMETRIC) {
      throw SqlRefusal.of(call, "BETWEEN SYMMETRIC", "BETWEEN the lower AND the higher value");
    }
    SqlIdentifier column = column(call.operand(0), call);
    compare(column, Comparison.AT_LEAST, call.operand(1));
    compare(column, Comparison.AT_MOST, call.operand(2));
  }

  private void in(SqlCall call, boolean negated) {
    SqlIdentifier column = filtered(call.operand(0), call);
    List<String> values =
        ((SqlNodeList) call.operand(1)).stream().map(Literals::text).distinct().toList();
    if (!negated) {
      filter(column, Operator.IN, values);
      return;
    }
    values.forEach(value -> filter(column, Operator.NE, List.of(value)));
    filter(column, Operator.EXISTS, List.of());
  }

  private void like(SqlCall call, boolean negated) {
    if (negated || !call.getOperator().getName().equals("LIKE")) {
      throw SqlRefusal.of(
          call, negated ? "NOT LIKE" : call.getOperator().getName(), "LIKE '%text%'");
    }
    SqlIdentifier column = filtered(call.operand(0), call);
    filter(column, Operator.CONTAINS, List.of(LikePattern.contained(call)));
  }

  private void presence(SqlCall call, Operator operator) {
    filter(filtered(call.operand(0), call), operator, List.of());
  }

  private void distinct(SqlCall call, Operator operator) {
    filter(filtered(call.operand(0), call), operator, List.of(Literals.text(call.operand(1))));
  }

  private void filter(SqlIdentifier column, Operator operator, List<String> values) {
    String name = TermReader.name(column);
    filters.add(
        SqlRefusal.at(column, () -> new Filter(Dimension.named(name, "column"), operator, values)));
  }

  private SqlIdentifier filtered(SqlNode node, SqlCall condition) {
    SqlIdentifier column = column(node, condition);
    if (isTime(column)) {
      throw SqlRefusal.of(
          condition, condition.getOperator().getName() + " of \"timestamp\"", "one range of time");
    }
    return column;
  }

  private SqlIdentifier column(SqlNode node, SqlCall condition) {
    if (!(node instanceof SqlIdentifier column)) {
      throw unfit(condition);
    }
    String name = TermReader.name(column);
    if (aliases.contains(name)) {
      throw SqlRefusal.of(
          column,
          name + ", which is a name that SELECT gives",
          "a column; properties." + name + " is the property");
    }
    return column;
  }

  private static ProblemException unfit(SqlCall condition) {
    return SqlRefusal.of(
        condition,
        condition.getKind() == SqlKind.OTHER_FUNCTION
            ? "a function"
            : condition.getOperator().getName(),
        "a column compared with a value, such as status = 404");
  }

  private static boolean isTime(SqlIdentifier column) {
    return TermReader.name(column).equals(EventsTable.TIME);
  }
}
