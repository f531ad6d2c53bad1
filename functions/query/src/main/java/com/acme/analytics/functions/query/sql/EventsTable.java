package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.query.FixedDimension;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The table {@code events} as one statement sees it: the time, the fixed dimensions as text, and a
 * column for every other name that the statement mentions. No list of a customer's properties
 * exists, and any name may be one. There is no column for the customer; {@code customer_id} is a
 * property like others.
 */
final class EventsTable extends AbstractTable {
  /** The table's name in FROM. */
  static final String NAME = "events";

  /** The column of the event's time. */
  static final String TIME = "timestamp";

  private static final int MILLIS = 3;

  private final Set<String> properties;
  private final SqlTypeName type;

  /**
   * The table with these properties.
   *
   * @param mentioned names of columns, among them any of the fixed ones
   * @param type of a property: ANY is compared with numbers, texts and booleans, and summed, for
   *     each event may hold another; VARCHAR is its text
   */
  EventsTable(Set<String> mentioned, SqlTypeName type) {
    this.type = type;
    this.properties = new TreeSet<>(mentioned);
    properties.remove(TIME);
    properties.removeIf(name -> FixedDimension.named(name).isPresent());
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    RelDataTypeFactory.Builder columns = types.builder();
    columns.add(TIME, SqlTypeName.TIMESTAMP, MILLIS);
    for (FixedDimension dimension : FixedDimension.values()) {
      columns.add(dimension.columnName(), SqlTypeName.VARCHAR).nullable(true);
    }
    for (String property : properties) {
      columns.add(property, type).nullable(true);
    }
    return columns.build();
  }
}
