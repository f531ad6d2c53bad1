package com.acme.analytics.functions.query.sql;

import java.time.Duration;
import java.time.Instant;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlTimestampLiteral;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.sql.type.SqlTypeName;

/** Reads the values that a statement compares with. */
final class Literals {
  private static final String TIMES =
      "TIMESTAMP '2026-01-31 12:00:00' in UTC, or CURRENT_TIMESTAMP - INTERVAL '1' HOUR";

  private Literals() {}

  /** The text of a filter's value: a number is as JSON writes it, a boolean is true or false. */
  static String text(SqlNode node) {
    if (node instanceof SqlCharStringLiteral text) {
      return text.getValueAs(String.class);
    }
    if (node instanceof SqlNumericLiteral number) {
      return number.bigDecimalValue().toString();
    }
    if (node instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.BOOLEAN) {
      return Boolean.toString(literal.booleanValue());
    }
    if (node instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.NULL) {
      throw SqlRefusal.of(node, "NULL", "IS NULL or IS NOT NULL, as nothing equals NULL");
    }
    throw SqlRefusal.of(
        node, node + ", which is no value", "text in single quotes, a number, TRUE or FALSE");
  }

  /**
   * A moment: a literal, or one relative to now.
   *
   * @param now what CURRENT_TIMESTAMP is
   */
  static Instant instant(SqlNode node, Instant now) {
    if (node instanceof SqlTimestampLiteral literal) {
      return TimeLiteral.instant(literal);
    }
    if (node instanceof SqlBasicCall call) {
      if (call.getOperator().getName().equals("CURRENT_TIMESTAMP")) {
        return now;
      }
      if (call.getKind() == SqlKind.MINUS && call.operandCount() == 2) {
        return instant(call.operand(0), now).minus(interval(call.operand(1)));
      }
      if (call.getKind() == SqlKind.PLUS && call.operandCount() == 2) {
        return instant(call.operand(0), now).plus(interval(call.operand(1)));
      }
    }
    throw SqlRefusal.of(node, node + ", which is no time", TIMES);
  }

  /** A length of time, of days or less. */
  static Duration interval(SqlNode node) {
    if (node instanceof SqlIntervalLiteral literal && !literal.getTypeName().isYearMonth()) {
      SqlIntervalLiteral.IntervalValue value =
          literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
      return Duration.ofMillis(SqlParserUtil.intervalToMillis(value));
    }
    throw SqlRefusal.of(
        node, node + ", which is no interval", "INTERVAL '1' DAY, HOUR, MINUTE or SECOND");
  }
}
