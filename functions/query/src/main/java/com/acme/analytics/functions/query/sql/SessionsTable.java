package com.acme.analytics.functions.query.sql;

import com.acme.analytics.functions.query.lake.SessionsRelation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** The table {@code sessions}, as docs/formats/sessions.md has it, without the customer. */
final class SessionsTable extends AbstractTable {
  private static final int MILLIS = 3;

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    RelDataTypeFactory.Builder columns = types.builder();
    for (SessionsRelation.Column column : SessionsRelation.Column.values()) {
      switch (column.type()) {
        case TIME -> columns.add(column.columnName(), SqlTypeName.TIMESTAMP, MILLIS);
        case INTEGER -> columns.add(column.columnName(), SqlTypeName.BIGINT);
        case BOOLEAN -> columns.add(column.columnName(), SqlTypeName.BOOLEAN);
        case TEXT -> columns.add(column.columnName(), SqlTypeName.VARCHAR).nullable(true);
      }
    }
    return columns.build();
  }
}
