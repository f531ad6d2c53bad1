package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.query.TimeRange;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
 * Finds the time that a statement reads of each table: for each SELECT from it what its WHERE, and
 * the ON of its joins, leave of the table's time by conditions that all hold; together the range
 * from the first to the last of them. Each must say where it begins, for else it would read the
 * customer's years.
 */
final class ReadRange extends SqlBasicVisitor<Void> {
  private final Instant now;
  private final Instant latest;
  private final Map<VirtualTable, Hull> hulls = new EnumMap<>(VirtualTable.class);
  private Optional<Endless> endless = Optional.empty();

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
  Optional<Endless> endless() {
    return endless;
  }

  /**
   * The ranges of the tables that are read by a statement of which each SELECT says where it
   * begins.
   *
   * @throws com.acme.analytics.core.problem.ProblemException when no event can be of it
   */
  Map<VirtualTable, TimeRange> ranges() {
    Map<VirtualTable, TimeRange> ranges = new EnumMap<>(VirtualTable.class);
    hulls.forEach((table, hull) -> ranges.put(table, hull.range()));
    return ranges;
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      Map<String, VirtualTable> tables = RelationNames.of(select.getFrom()).tables();
      Map<String, Read> reads = new HashMap<>();
      tables.forEach((name, table) -> reads.put(name, new Read(table, new TimeBounds())));
      join(select.getFrom(), reads);
      narrow(select.getWhere(), reads);
      reads.values().forEach(read -> widen(select, read));
    }
    return super.visit(call);
  }

  private void widen(SqlSelect select, Read read) {
    Optional<Instant> begin = read.bounds().from();
    if (begin.isEmpty()) {
      endless = endless.or(() -> Optional.of(new Endless(select, read.table())));
      return;
    }
    Hull hull = new Hull(begin.get(), read.bounds().to().orElse(latest));
    hulls.merge(read.table(), hull, Hull::with);
  }

  /** An outer join keeps rows of one side, or both, for which ON doesn't hold. */
  private void join(SqlNode relation, Map<String, Read> reads) {
    if (!(relation instanceof SqlJoin join)) {
      return;
    }
    join(join.getLeft(), reads);
    join(join.getRight(), reads);
    if (join.getCondition() == null || join.getJoinType() == JoinType.FULL) {
      return;
    }
    Map<String, Read> narrowed = new HashMap<>(reads);
    if (join.getJoinType() == JoinType.LEFT) {
      narrowed.keySet().removeAll(RelationNames.of(join.getLeft()).all());
    }
    if (join.getJoinType() == JoinType.RIGHT) {
      narrowed.keySet().removeAll(RelationNames.of(join.getRight()).all());
    }
    narrow(join.getCondition(), narrowed);
  }

  private void narrow(SqlNode condition, Map<String, Read> reads) {
    if (!(condition instanceof SqlBasicCall call)) {
      return;
    }
    switch (call.getKind()) {
      case AND -> call.getOperandList().forEach(each -> narrow(each, reads));
      case BETWEEN -> between(call, reads);
      case EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> {
        Comparison comparison = Comparison.of(call);
        narrow(call.operand(0), comparison, call.operand(1), reads);
        narrow(call.operand(1), comparison.flipped(), call.operand(0), reads);
      }
      default -> {
        // It says nothing of a range.
      }
    }
  }

  private void between(SqlBasicCall call, Map<String, Read> reads) {
    SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
    if (!operator.isNegated() && operator.flag == SqlBetweenOperator.Flag.ASYMMETRIC) {
      narrow(call.operand(0), Comparison.AT_LEAST, call.operand(1), reads);
      narrow(call.operand(0), Comparison.AT_MOST, call.operand(2), reads);
    }
  }

  private void narrow(
      SqlNode column, Comparison comparison, SqlNode value, Map<String, Read> reads) {
    if (!(column instanceof SqlIdentifier id) || !isTime(value)) {
      return;
    }
    Instant time = Literals.instant(value, now);
    reads.forEach(
        (name, read) -> {
          // Where there are two, a name that says not which is ambiguous, and refused for that.
          boolean isOfIt = id.isSimple() || id.names.get(0).equals(name);
          if (isOfIt && TermReader.name(id).equals(read.table().time())) {
            read.bounds().narrow(comparison, time);
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

  /** A SELECT that reads a table without a begin. */
  record Endless(SqlSelect select, VirtualTable table) {}

  /** A table as one SELECT reads it. */
  private record Read(VirtualTable table, TimeBounds bounds) {}

  /** From the begin of the first range to the end of the last. */
  private record Hull(Instant from, Instant to) {
    Hull with(Hull other) {
      return new Hull(
          from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
    }

    /** Where nothing can be in it the statement still has an answer. */
    TimeRange range() {
      return new TimeRange(from, from.isBefore(to) ? to : from.plusMillis(1));
    }
  }
}
