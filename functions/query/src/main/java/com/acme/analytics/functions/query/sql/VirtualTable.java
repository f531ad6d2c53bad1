package com.acme.analytics.functions.query.sql;

import java.util.Arrays;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** What a statement of the lake may read. */
enum VirtualTable {
  EVENTS(EventsTable.NAME, EventsTable.TIME),
  SESSIONS("sessions", "start");

  private final String tableName;
  private final String time;

  VirtualTable(String tableName, String time) {
    this.tableName = tableName;
    this.time = time;
  }

  /** The table's name in FROM. */
  String tableName() {
    return tableName;
  }

  /** The column that a statement says a range of. */
  String time() {
    return time;
  }

  /** The table that a relation of FROM is, if it is one itself. */
  static Optional<VirtualTable> of(SqlNode relation) {
    return relation instanceof SqlIdentifier id && id.isSimple()
        ? Arrays.stream(values()).filter(table -> table.tableName.equals(id.getSimple())).findAny()
        : Optional.empty();
  }

  /** Whether a name is that of one, in any letter case. */
  static boolean isTaken(String name) {
    return Arrays.stream(values()).anyMatch(table -> table.tableName.equalsIgnoreCase(name));
  }
}
