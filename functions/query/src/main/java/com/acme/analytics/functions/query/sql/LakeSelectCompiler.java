package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Column;
import com.acme.analytics.core.query.ColumnType;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.QueryDefaults;
import com.acme.analytics.core.query.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Compiles a SELECT to one that the lake runs: what it may have is checked by name, its names and
 * types are Calcite's to check, and Calcite writes it down again, from what it has understood.
 */
final class LakeSelectCompiler {
  /** Each is a scan of its own. */
  private static final int MAX_REFERENCES = 20;

  private LakeSelectCompiler() {}

  /**
   * Compiles a parsed statement, which is rewritten.
   *
   * @param asQuery why it is no query
   */
  static LakeSelect compile(
      SqlNode statement, QueryDefaults defaults, Instant now, ProblemException asQuery) {
    SelectSyntax.require(statement);
    Set<String> columns = SelectNames.unite(statement, now);
    ReadRange read = ReadRange.of(statement, now, now.plus(defaults.lookAhead()));
    int limit = limit(statement);
    StatementValidator validator = StatementValidator.ofSelect(columns);
    SqlNode validated = validator.validate(limited(statement, limit + 1));
    read.endless()
        .ifPresent(
            each -> {
              throw endless(each, asQuery);
            });
    Map<VirtualTable, TimeRange> ranges = SqlRefusal.at(statement, read::ranges);
    List<Column> answer = answer(validated, validator.columns(validated));
    LakeRelations.Text text = LakeRelations.text(validated, columns, ranges);
    if (text.references() > MAX_REFERENCES) {
      throw SqlRefusal.of(
          statement,
          text.references() + " references to tables",
          "at most %d; WITH names what is read twice".formatted(MAX_REFERENCES));
    }
    return new LakeSelect(
        text.sql(), text.references(), answer, whole(ranges.values()), limit, text.exact());
  }

  private static TimeRange whole(Collection<TimeRange> ranges) {
    return new TimeRange(
        ranges.stream().map(TimeRange::from).min(Comparator.naturalOrder()).orElseThrow(),
        ranges.stream().map(TimeRange::to).max(Comparator.naturalOrder()).orElseThrow());
  }

  private static ProblemException endless(ReadRange.Endless read, ProblemException asQuery) {
    SqlParserPos place = read.select().getParserPosition();
    return SqlRefusal.of(
        "%s; the lake can run it, once the SELECT of line %d, column %d has \"%s\" >= TIMESTAMP '…' in its WHERE"
            .formatted(
                asQuery.problem().detail(),
                place.getLineNum(),
                place.getColumnNum(),
                read.table().time()));
  }

  private static int limit(SqlNode statement) {
    if (!(statement instanceof SqlOrderBy ordered) || ordered.fetch == null) {
      return Query.MAX_LIMIT;
    }
    String expected = "a whole number, 1 to " + Query.MAX_LIMIT;
    try {
      int limit = ((SqlNumericLiteral) ordered.fetch).bigDecimalValue().intValueExact();
      if (limit >= 1 && limit <= Query.MAX_LIMIT) {
        return limit;
      }
      throw SqlRefusal.of(ordered.fetch, "LIMIT " + ordered.fetch, expected);
    } catch (ArithmeticException e) {
      throw SqlRefusal.of(ordered.fetch, "LIMIT " + ordered.fetch, expected);
    }
  }

  private static SqlNode limited(SqlNode statement, int rows) {
    SqlNode fetch = SqlLiteral.createExactNumeric(Integer.toString(rows), SqlParserPos.ZERO);
    return statement instanceof SqlOrderBy ordered
        ? new SqlOrderBy(
            ordered.getParserPosition(), ordered.query, ordered.orderList, ordered.offset, fetch)
        : new SqlOrderBy(statement.getParserPosition(), statement, SqlNodeList.EMPTY, null, fetch);
  }

  private static List<Column> answer(SqlNode statement, List<RelDataTypeField> fields) {
    List<Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (RelDataTypeField field : fields) {
      // Calcite numbers what has no name.
      String name = field.getName().replace("EXPR$", "column_");
      if (!names.add(name)) {
        throw SqlRefusal.of(
            statement, "a second column " + name, "each name once; AS gives another");
      }
      columns.add(new Column(name, type(statement, name, field.getType())));
    }
    return columns;
  }

  private static ColumnType type(SqlNode statement, String name, RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case CHAR, VARCHAR, BOOLEAN, NULL -> ColumnType.STRING;
      case TINYINT, SMALLINT, INTEGER, BIGINT -> ColumnType.INTEGER;
      case DECIMAL, DOUBLE, FLOAT, REAL -> ColumnType.NUMBER;
      case TIMESTAMP, DATE -> ColumnType.TIME;
      default ->
          throw SqlRefusal.of(
              statement,
              "the column %s of the type %s".formatted(name, type),
              "text, numbers, booleans and times");
    };
  }
}
