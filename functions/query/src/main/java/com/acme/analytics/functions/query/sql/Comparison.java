package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.query.Operator;
import org.apache.calcite.sql.SqlCall;

/** How two values are compared. */
enum Comparison {
  EQUAL(Operator.EQ),
  NOT_EQUAL(Operator.NE),
  LESS(Operator.LT),
  AT_MOST(Operator.LE),
  GREATER(Operator.GT),
  AT_LEAST(Operator.GE);

  private final Operator operator;

  Comparison(Operator operator) {
    this.operator = operator;
  }

  static Comparison of(SqlCall call) {
    return switch (call.getKind()) {
      case EQUALS -> EQUAL;
      case NOT_EQUALS -> NOT_EQUAL;
      case LESS_THAN -> LESS;
      case LESS_THAN_OR_EQUAL -> AT_MOST;
      case GREATER_THAN -> GREATER;
      case GREATER_THAN_OR_EQUAL -> AT_LEAST;
      default ->
          throw SqlRefusal.of(
              call,
              call.getOperator().getName(),
              "a condition: a comparison, IN, LIKE, BETWEEN or IS NULL");
    };
  }

  Operator operator() {
    return operator;
  }

  /** What holds where this doesn't. */
  Comparison negated() {
    return switch (this) {
      case EQUAL -> NOT_EQUAL;
      case NOT_EQUAL -> EQUAL;
      case LESS -> AT_LEAST;
      case AT_MOST -> GREATER;
      case GREATER -> AT_MOST;
      case AT_LEAST -> LESS;
    };
  }

  /** The same with both sides exchanged. */
  Comparison flipped() {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> this;
      case LESS -> GREATER;
      case AT_MOST -> AT_LEAST;
      case GREATER -> LESS;
      case AT_LEAST -> AT_MOST;
    };
  }
}
