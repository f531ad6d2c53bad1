package com.acme.analytics.functions.query.sql;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.DelegatingTypeSystem;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.schema.Table;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
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

  private StatementValidator(Map<String, Table> tables, SqlValidator.Config config) {
    CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
    tables.forEach(schema::add);
    RelDataTypeFactory types = new UnicodeTypes();
    this.validator =
        SqlValidatorUtil.newValidator(
            FUNCTIONS, new CalciteCatalogReader(schema, List.of(), types, NAMES), types, config);
  }

  /** Of a statement that becomes a query. */
  static StatementValidator ofQuery(Set<String> columns) {
    return new StatementValidator(
        Map.of(EventsTable.NAME, new EventsTable(columns, SqlTypeName.ANY)), CONFIG);
  }

  /** Of a statement that the lake runs: its properties are texts, and cast where need be. */
  static StatementValidator ofSelect(Set<String> columns) {
    return new StatementValidator(
        Map.of(
            VirtualTable.EVENTS.tableName(), new EventsTable(columns, SqlTypeName.VARCHAR),
            VirtualTable.SESSIONS.tableName(), new SessionsTable()),
        CONFIG
            .withCallRewrite(false)
            .withTypeCoercionEnabled(true)
            .withTypeCoercionFactory(PropertyCoercion::new));
  }

  /**
   * The statement with its names resolved.
   *
   * @throws com.acme.analytics.core.problem.ProblemException with the code invalid_query
   */
  SqlNode validate(SqlNode statement) {
    try {
      return validator.validate(statement);
    } catch (CalciteContextException e) {
      throw SqlRefusal.worded(
          new SqlParserPos(e.getPosLine(), e.getPosColumn()), e.getCause().getMessage());
    } catch (CalciteException e) {
      throw SqlRefusal.of("sql: " + e.getMessage());
    } catch (UnsupportedOperationException e) {
      // Calcite's grammar lets a list stand where its validator has no type for one.
      throw SqlRefusal.of("sql: a list of values as a value (expected: a list after IN alone)");
    }
  }

  /** The columns of a validated statement. */
  List<RelDataTypeField> columns(SqlNode statement) {
    return validator.getValidatedNodeType(statement).getFieldList();
  }

  /** What a validated statement is sorted by: an alias or a number stands for its column. */
  SqlNode sortKey(SqlSelect select, SqlNode key) {
    return validator.expandOrderExpr(select, key);
  }

  /** Text is Unicode, which it isn't in SQL unless one says so. */
  private static final class UnicodeTypes extends SqlTypeFactoryImpl {
    UnicodeTypes() {
      super(new FractionalAverages());
    }

    @Override
    public Charset getDefaultCharset() {
      return StandardCharsets.UTF_8;
    }
  }

  /** An average of whole numbers is none itself. */
  private static final class FractionalAverages extends DelegatingTypeSystem {
    FractionalAverages() {
      super(RelDataTypeSystem.DEFAULT);
    }

    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory types, RelDataType argument) {
      return types.createTypeWithNullability(
          types.createSqlType(SqlTypeName.DOUBLE), argument.isNullable());
    }
  }
}
