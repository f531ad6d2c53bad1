package com.acme.analytics.functions.query.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Makes one name of each dotted one, {@code cart.total} of a property's path, and keeps all that
 * the statement mentions: those are the columns of its table. Times are read here too, for Calcite
 * knows RFC 3339 not.
 */
final class ColumnNames extends SqlShuttle {
  private final String table;
  private final Set<String> mentioned = new LinkedHashSet<>();

  private ColumnNames(String table) {
    this.table = table;
  }

  /**
   * Rewrites the names within a statement, and returns its columns. A name that SELECT gives is
   * none where GROUP BY or ORDER BY mentions it.
   *
   * @param statement the SELECT, or its ORDER BY
   */
  static Set<String> unite(SqlNode statement, SqlSelect select) {
    String table = alias(select.getFrom());
    ColumnNames names = new ColumnNames(table);
    names.unite(select.getSelectList());
    if (select.getWhere() != null) {
      select.setWhere(select.getWhere().accept(names));
    }
    ColumnNames keys = new ColumnNames(table);
    if (select.getGroup() != null) {
      keys.unite(select.getGroup());
    }
    if (statement instanceof SqlOrderBy ordered) {
      keys.unite(ordered.orderList);
    }
    SelectItem.aliases(select).forEach(alias -> alias.ifPresent(keys.mentioned::remove));
    names.mentioned.addAll(keys.mentioned);
    return names.mentioned;
  }

  private void unite(SqlNodeList list) {
    list.replaceAll(node -> node.accept(this));
  }

  @Override
  public SqlNode visit(SqlCall call) {
    if (call.getKind() != SqlKind.AS) {
      return super.visit(call);
    }
    call.setOperand(0, call.operand(0).accept(this));
    return call;
  }

  private static String alias(SqlNode from) {
    SqlNode name = from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(1) : from;
    return ((SqlIdentifier) name).getSimple();
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    if (id.isStar()) {
      return id;
    }
    boolean qualified = !id.isSimple() && id.names.get(0).equals(table);
    List<String> path = qualified ? id.names.subList(1, id.names.size()) : id.names;
    String name = String.join(".", path);
    mentioned.add(name);
    if (id.isSimple()) {
      return id;
    }
    List<String> parts = qualified ? List.of(table, name) : List.of(name);
    return new SqlIdentifier(parts, id.getParserPosition());
  }

  @Override
  public SqlNode visit(SqlLiteral literal) {
    return literal instanceof SqlUnknownLiteral text ? TimeLiteral.read(text) : literal;
  }
}
