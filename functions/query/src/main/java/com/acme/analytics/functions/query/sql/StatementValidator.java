package com.acme.analytics.functions.query.sql;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/**
 * Calcite's validator over the table {@code events}: names, types, what may stand where, and what
 * must be grouped. For one statement only, because the table has the columns that the statement
 * mentions. Properties could also be looked up in the validator's scope or be fields of a dynamic
 * star; a table made for the statement leaves all rules of names to Calcite instead.
 */
final class StatementValidator {
  private static final SqlOperatorTable FUNCTIONS = EventFunctions.table();
  private static final CalciteConnectionConfig NAMES =
      CalciteConnectionConfig.DEFAULT.set(CalciteConnectionProperty.CASE_SENSITIVE, "true");

  /** A property compared with a number stays itself: no casts, the query compares as events are. */
  private static final SqlValidator.Config CONFIG =
      SqlValidator.Config.DEFAULT
          .withConformance(SqlConformanceEnum.LENIENT)
          .withTypeCoercionEnabled(false)
          .withIdentifierExpansion(true);

  private final SqlValidator validator;

  StatementValidator(Set<String> columns) {
    CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
    schema.add(EventsTable.NAME, new EventsTable(columns));
    RelDataTypeFactory types = new UnicodeTypes();
    this.validator =
        SqlValidatorUtil.newValidator(
            FUNCTIONS, new CalciteCatalogReader(schema, List.of(), types, NAMES), types, CONFIG);
  }

  /**
   * The statement with its names resolved.
   *
   * @throws com.acme.analytics.core.problem.ProblemException with the code invalid_query
   */
  SqlSelect validate(SqlNode statement) {
    try {
      return (SqlSelect) validator.validate(statement);
    } catch (CalciteContextException e) {
      throw SqlRefusal.worded(
          new SqlParserPos(e.getPosLine(), e.getPosColumn()), e.getCause().getMessage());
    } catch (CalciteException e) {
      throw SqlRefusal.of("sql: " + e.getMessage());
    }
  }

  /** What a validated statement is sorted by: an alias or a number stands for its column. */
  SqlNode sortKey(SqlSelect select, SqlNode key) {
    return validator.expandOrderExpr(select, key);
  }

  /** Text is Unicode, which it isn't in SQL unless one says so. */
  private static final class UnicodeTypes extends SqlTypeFactoryImpl {
    UnicodeTypes() {
      super(RelDataTypeSystem.DEFAULT);
    }

    @Override
    public Charset getDefaultCharset() {
      return StandardCharsets.UTF_8;
    }
  }
}
