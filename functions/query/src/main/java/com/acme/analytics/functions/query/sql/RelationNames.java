package com.acme.analytics.functions.query.sql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * The names that a statement has for what it reads.
 *
 * @param all of them
 * @param tables those by which a SELECT of it calls a table
 */
record RelationNames(Set<String> all, Map<String, VirtualTable> tables) {
  /** Names of the whole statement, sub-queries too. */
  static RelationNames in(SqlNode statement) {
    RelationNames names = new RelationNames(new HashSet<>(), new HashMap<>());
    statement.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call instanceof SqlSelect select) {
              names.add(select.getFrom());
            }
            return super.visit(call);
          }
        });
    return names;
  }

  /** Names in one FROM, not in its sub-queries. */
  static RelationNames of(SqlNode from) {
    RelationNames names = new RelationNames(new HashSet<>(), new HashMap<>());
    names.add(from);
    return names;
  }

  private void add(SqlNode relation) {
    switch (relation) {
      case SqlJoin join -> {
        add(join.getLeft());
        add(join.getRight());
      }
      case SqlIdentifier table -> add(table.getSimple(), table);
      case SqlBasicCall as when as.getKind() == SqlKind.AS ->
          add(((SqlIdentifier) as.operand(1)).getSimple(), as.operand(0));
      default -> {
        // A sub-query without a name.
      }
    }
  }

  private void add(String name, SqlNode relation) {
    all.add(name);
    VirtualTable.of(relation).ifPresent(table -> tables.put(name, table));
  }

  /** Whether any of them is of the table of events. */
  boolean haveEvents() {
    return tables.containsValue(VirtualTable.EVENTS);
  }
}
