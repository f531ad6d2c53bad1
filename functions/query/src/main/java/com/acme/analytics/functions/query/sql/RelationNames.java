package com.acme.analytics.functions.query.sql;

import java.util.HashSet;
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
 * @param ofEvents those by which a SELECT of it calls the table of events
 */
record RelationNames(Set<String> all, Set<String> ofEvents) {
  /** Names of the whole statement, sub-queries too. */
  static RelationNames in(SqlNode statement) {
    RelationNames names = new RelationNames(new HashSet<>(), new HashSet<>());
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
    RelationNames names = new RelationNames(new HashSet<>(), new HashSet<>());
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
    if (isEvents(relation)) {
      ofEvents.add(name);
    }
  }

  /** Whether it is the table of events itself. */
  static boolean isEvents(SqlNode relation) {
    return relation instanceof SqlIdentifier table
        && table.isSimple()
        && table.getSimple().equals(EventsTable.NAME);
  }
}
