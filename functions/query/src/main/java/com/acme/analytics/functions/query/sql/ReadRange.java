package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.query.TimeRange;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlTimestampLiteral;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Finds the time that a statement reads events of: for each SELECT from events what its WHERE, and
 * the ON of its joins, leave of "timestamp" by conditions that all hold; together the range from
 * the first to the last of them. Each must say where it begins, for else it would read the
 * customer's years.
 */
final class ReadRange extends SqlBasicVisitor<Void> {
  private final Instant now;
  private final Instant latest;
  private Instant from = Instant.MAX;
  private Instant to = Instant.MIN;
  private Optional<SqlSelect> endless = Optional.empty();

  private ReadRange(Instant now, Instant latest) {
    this.now = now;
    this.latest = latest;
  }

  /**
   * Looks through a statement whose names are united.
   *
   * @param latest the range's end where the statement says none
   */
  static ReadRange of(SqlNode statement, Instant now, Instant latest) {
    ReadRange range = new ReadRange(now, latest);
    statement.accept(range);
    return range;
  }

  /** A SELECT that doesn't say where it begins. */
  Optional<SqlSelect> endless() {
    return endless;
  }

  /**
   * The range of a statement that reads events, and says where each SELECT begins.
   *
   * @throws com.acme.analytics.core.problem.ProblemException when no event can be of it
   */
  TimeRange range() {
    // Where no event can be in it the statement still has an answer.
    return new TimeRange(from, from.isBefore(to) ? to : from.plusMillis(1));
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      Map<String, TimeBounds> bounds = new HashMap<>();
      Set<String> names = RelationNames.of(select.getFrom()).ofEvents();
      names.forEach(name -> bounds.put(name, new TimeBounds()));
      join(select.getFrom(), bounds);
      narrow(select.getWhere(), bounds);
      bounds.values().forEach(each -> widen(select, each));
    }
    return super.visit(call);
  }

  private void widen(SqlSelect select, TimeBounds bounds) {
    if (bounds.from().isEmpty()) {
      endless = endless.or(() -> Optional.of(select));
      return;
    }
    Instant begin = bounds.from().get();
    from = begin.isBefore(from) ? begin : from;
    Instant end = bounds.to().orElse(latest);
    to = end.isAfter(to) ? end : to;
  }

  /** An outer join keeps rows of one side, or both, for which ON doesn't hold. */
  private void join(SqlNode relation, Map<String, TimeBounds> bounds) {
    if (!(relation instanceof SqlJoin join)) {
      return;
    }
    join(join.getLeft(), bounds);
    join(join.getRight(), bounds);
    if (join.getCondition() == null || join.getJoinType() == JoinType.FULL) {
      return;
    }
    Map<String, TimeBounds> narrowed = new HashMap<>(bounds);
    if (join.getJoinType() == JoinType.LEFT) {
      narrowed.keySet().removeAll(RelationNames.of(join.getLeft()).all());
    }
    if (join.getJoinType() == JoinType.RIGHT) {
      narrowed.keySet().removeAll(RelationNames.of(join.getRight()).all());
    }
    narrow(join.getCondition(), narrowed);
  }

  private void narrow(SqlNode condition, Map<String, TimeBounds> bounds) {
    if (!(condition instanceof SqlBasicCall call)) {
      return;
    }
    switch (call.getKind()) {
      case AND -> call.getOperandList().forEach(each -> narrow(each, bounds));
      case BETWEEN -> between(call, bounds);
      case EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> {
        Comparison comparison = Comparison.of(call);
        narrow(call.operand(0), comparison, call.operand(1), bounds);
        narrow(call.operand(1), comparison.flipped(), call.operand(0), bounds);
      }
      default -> {
        // It says nothing of a range.
      }
    }
  }

  private void between(SqlBasicCall call, Map<String, TimeBounds> bounds) {
    SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
    if (!operator.isNegated() && operator.flag == SqlBetweenOperator.Flag.ASYMMETRIC) {
      narrow(call.operand(0), Comparison.AT_LEAST, call.operand(1), bounds);
      narrow(call.operand(0), Comparison.AT_MOST, call.operand(2), bounds);
    }
  }

  private void narrow(
      SqlNode column, Comparison comparison, SqlNode value, Map<String, TimeBounds> bounds) {
    if (!(column instanceof SqlIdentifier id)
        || !TermReader.name(id).equals(EventsTable.TIME)
        || !isTime(value)) {
      return;
    }
    Instant time = Literals.instant(value, now);
    bounds.forEach(
        (name, each) -> {
          // Where there are two, a name that says not which is ambiguous, and refused for that.
          if (id.isSimple() || id.names.get(0).equals(name)) {
            each.narrow(comparison, time);
          }
        });
  }

  /** Whether it is a literal, or one and an interval: else it depends on rows. */
  private static boolean isTime(SqlNode node) {
    return switch (node.getKind()) {
      case LITERAL -> node instanceof SqlTimestampLiteral;
      case PLUS, MINUS ->
          node instanceof SqlBasicCall call
              && call.operandCount() == 2
              && isTime(call.operand(0))
              && call.operand(1) instanceof SqlIntervalLiteral interval
              && !interval.getTypeName().isYearMonth();
      default -> false;
    };
  }
}
