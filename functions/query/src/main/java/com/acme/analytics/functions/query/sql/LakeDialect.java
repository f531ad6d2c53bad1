package com.acme.analytics.functions.query.sql;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.PrestoSqlDialect;

/**
 * Trino's SQL, which is Athena's, where it isn't Presto's or where a value must not be an error.
 */
final class LakeDialect extends PrestoSqlDialect {
  private static final List<String> UNITS =
      List.of("second", "minute", "hour", "day", "week", "month", "quarter", "year");

  LakeDialect() {
    super(PrestoSqlDialect.DEFAULT_CONTEXT.withIdentifierQuoteString("\""));
  }

  /** In Trino any character stands for itself, a quote twice. */
  @Override
  public void quoteStringLiteral(StringBuilder text, String charset, String value) {
    text.append('\'').append(value.replace("'", "''")).append('\'');
  }

  @Override
  public void unparseCall(SqlWriter writer, SqlCall call, int left, int right) {
    switch (call.getOperator().getName()) {
      case "CAST" -> cast(writer, call);
      case "DATE_TRUNC" -> truncated(writer, Literals.text(call.operand(0)), call.operand(1));
      case "FLOOR" -> {
        if (call.operandCount() == 2) {
          truncated(writer, call.operand(1).toString(), call.operand(0));
        } else {
          super.unparseCall(writer, call, left, right);
        }
      }
      case "TIME_BUCKET" -> bucket(writer, Literals.interval(call.operand(0)), call.operand(1));
      case "BETWEEN ASYMMETRIC" -> between(writer, call, "BETWEEN");
      case "NOT BETWEEN ASYMMETRIC" -> between(writer, call, "NOT BETWEEN");
      case "CHAR_LENGTH" -> {
        writer.print("length(");
        call.operand(0).unparse(writer, 0, 0);
        writer.print(")");
      }
      default -> super.unparseCall(writer, call, left, right);
    }
  }

  /** A property that isn't of the type in one event must not end the statement for all. */
  private static void cast(SqlWriter writer, SqlCall call) {
    writer.print("TRY_CAST(");
    call.operand(0).unparse(writer, 0, 0);
    writer.print(" AS " + type(call.operand(1)) + ")");
  }

  private static String type(SqlDataTypeSpec type) {
    String name = type.getTypeName().getSimple().toLowerCase(Locale.ROOT);
    SqlBasicTypeNameSpec spec = (SqlBasicTypeNameSpec) type.getTypeNameSpec();
    return switch (name) {
      case "char", "varchar" -> "varchar";
      case "timestamp" -> "timestamp(3)";
      case "decimal" ->
          spec.getPrecision() < 0
              ? "decimal"
              : "decimal(%d, %d)".formatted(spec.getPrecision(), Math.max(0, spec.getScale()));
      default -> name;
    };
  }

  private static void between(SqlWriter writer, SqlCall call, String name) {
    writer.print("(");
    call.operand(0).unparse(writer, 0, 100);
    writer.print(" " + name + " ");
    call.operand(1).unparse(writer, 100, 100);
    writer.print(" AND ");
    call.operand(2).unparse(writer, 100, 100);
    writer.print(")");
  }

  private static void truncated(SqlWriter writer, String unit, SqlNode time) {
    if (!UNITS.contains(unit.toLowerCase(Locale.ROOT))) {
      throw SqlRefusal.of(time, "a bucket of " + unit, String.join(", ", UNITS));
    }
    writer.print("date_trunc('" + unit.toLowerCase(Locale.ROOT) + "', ");
    time.unparse(writer, 0, 0);
    writer.print(")");
  }

  /** Buckets begin at whole ones since 1970. */
  private static void bucket(SqlWriter writer, Duration every, SqlNode time) {
    long millis = every.toMillis();
    if (millis <= 0) {
      throw SqlRefusal.of(time, "a bucket of no time", "INTERVAL '5' MINUTE");
    }
    writer.print("date_add('millisecond', CAST(floor(to_unixtime(with_timezone(");
    time.unparse(writer, 0, 0);
    writer.print(
        ", 'UTC')) * 1000 / %d) AS bigint) * %d, TIMESTAMP '1970-01-01 00:00:00.000')"
            .formatted(millis, millis));
  }
}
