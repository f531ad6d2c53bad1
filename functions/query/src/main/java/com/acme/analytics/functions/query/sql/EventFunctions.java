package com.acme.analytics.functions.query.sql;

import java.util.List;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlNameMatcher;

/** The functions that standard SQL lacks; like all functions they are found in any letter case. */
final class EventFunctions implements SqlOperatorTable {
  /** All that a statement may call, as a refusal lists it. */
  static final String EXPECTED =
      "count(*), unique_users(), sum, avg, min, max or approx_percentile of a property, and FLOOR,"
          + " date_trunc or time_bucket of \"timestamp\"";

  private static final List<SqlOperator> FUNCTIONS =
      List.of(
          SqlBasicAggFunction.create(
              "UNIQUE_USERS", SqlKind.OTHER_FUNCTION, ReturnTypes.BIGINT, OperandTypes.NILADIC),
          // As Trino has it: approx_percentile(bytes, 0.95).
          SqlBasicAggFunction.create(
              "APPROX_PERCENTILE",
              SqlKind.OTHER_FUNCTION,
              ReturnTypes.DOUBLE_NULLABLE,
              OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.NUMERIC)),
          // As PostgreSQL has it: date_trunc('minute', "timestamp").
          SqlBasicFunction.create(
              "DATE_TRUNC",
              ReturnTypes.ARG1,
              OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.TIMESTAMP)),
          // As TimescaleDB has it: time_bucket(INTERVAL '5' MINUTE, "timestamp").
          SqlBasicFunction.create(
              "TIME_BUCKET",
              ReturnTypes.ARG1,
              OperandTypes.family(SqlTypeFamily.DATETIME_INTERVAL, SqlTypeFamily.TIMESTAMP)));

  private EventFunctions() {}

  /** Standard SQL's operators and these. */
  static SqlOperatorTable table() {
    return SqlOperatorTables.chain(SqlStdOperatorTable.instance(), new EventFunctions());
  }

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> found,
      SqlNameMatcher matcher) {
    for (SqlOperator function : FUNCTIONS) {
      if (name.isSimple() && name.getSimple().equalsIgnoreCase(function.getName())) {
        found.add(function);
      }
    }
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return FUNCTIONS;
  }
}
