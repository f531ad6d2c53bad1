package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.functions.query.lake.EventsRelation;
import com.acme.analytics.functions.query.lake.SessionsRelation;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Puts what the customer has of a table in its place, wherever a validated statement reads it, and
 * gives each name another. So no name that a caller wrote reaches the lake, where a table might
 * have it, and where letter case doesn't tell names apart.
 */
final class LakeRelations extends SqlShuttle {
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<VirtualTable, Relation> relations = new EnumMap<>(VirtualTable.class);
  private final Set<SqlSelect> placed = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean estimates;

  private LakeRelations(Set<String> columns, Map<VirtualTable, TimeRange> ranges) {
    ranges.forEach(
        (table, range) ->
            relations.put(
                table,
                new Relation(
                    switch (table) {
                      case EVENTS -> events(columns, range);
                      case SESSIONS -> SessionsRelation.of(this::renamed, range);
                    })));
  }

  private String events(Set<String> columns, TimeRange range) {
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    for (String column : columns) {
      if (!column.equals(EventsTable.TIME)) {
        dimensions.put(renamed(column), Dimension.named(column, "column"));
      }
    }
    return EventsRelation.of(renamed(EventsTable.TIME), dimensions, range);
  }

  /**
   * The statement's text in the lake's SQL, with a question mark for the customer at each
   * reference.
   *
   * @param columns of events
   * @param ranges the time of each table that is read
   */
  static Text text(SqlNode validated, Set<String> columns, Map<VirtualTable, TimeRange> ranges) {
    LakeRelations relations = new LakeRelations(columns, ranges);
    SqlNode placed = validated.accept(relations);
    String text =
        placed
            .toSqlString(
                config -> config.withDialect(new LakeDialect()).withQuoteAllIdentifiers(true))
            .getSql();
    return new Text(
        text,
        relations.relations.values().stream().mapToInt(each -> each.written).sum(),
        !relations.estimates);
  }

  @Override
  public SqlNode visit(SqlCall call) {
    // Calcite has made functions of some names that stood for columns when the syntax was looked
    // at.
    SelectSyntax.requireListed(call);
    estimates |= call.getOperator().getName().equals("APPROX_PERCENTILE");
    if (!(call instanceof SqlSelect select)) {
      return super.visit(call);
    }
    if (!placed.add(select)) {
      // Calcite has it in two places, as a sub-query that GROUP BY 1 groups by.
      return select;
    }
    select.setFrom(relation(select.getFrom()));
    each(select.getSelectList());
    if (select.getWhere() != null) {
      select.setWhere(select.getWhere().accept(this));
    }
    each(select.getGroup());
    if (select.getHaving() != null) {
      select.setHaving(select.getHaving().accept(this));
    }
    each(select.getWindowList());
    each(select.getOrderList());
    return select;
  }

  private void each(SqlNodeList list) {
    if (list != null) {
      list.replaceAll(node -> node.accept(this));
    }
  }

  private SqlNode relation(SqlNode relation) {
    Optional<VirtualTable> table = VirtualTable.of(relation);
    if (table.isPresent()) {
      return relations.get(table.get()).createCall(relation.getParserPosition());
    }
    if (relation instanceof SqlJoin join) {
      join.setLeft(relation(join.getLeft()));
      join.setRight(relation(join.getRight()));
      if (join.getCondition() != null) {
        join.setOperand(5, join.getCondition().accept(this));
      }
      return join;
    }
    if (relation.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) relation;
      as.setOperand(0, relation(as.operand(0)));
      for (int i = 1; i < as.operandCount(); i++) {
        as.setOperand(i, as.operand(i).accept(this));
      }
      return as;
    }
    return relation.accept(this);
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    return id.isStar()
        ? id
        : new SqlIdentifier(id.names.stream().map(this::renamed).toList(), id.getParserPosition());
  }

  /** Calcite writes the text of an interval as it came. */
  @Override
  public SqlNode visit(SqlLiteral literal) {
    if (literal instanceof SqlIntervalLiteral
        && !literal
            .getValueAs(SqlIntervalLiteral.IntervalValue.class)
            .getIntervalLiteral()
            .matches("[0-9 :.]+")) {
      throw SqlRefusal.of(literal, literal.toString(), "INTERVAL '1' DAY");
    }
    return literal;
  }

  private String renamed(String name) {
    return names.computeIfAbsent(name, any -> "c" + names.size());
  }

  /**
   * A statement of the lake.
   *
   * @param references how often it reads tables, and so how many parameters it has
   * @param exact whether it estimates no figure
   */
  record Text(String sql, int references, boolean exact) {}

  /** A relation whose text is made elsewhere. */
  private static final class Relation extends SqlSpecialOperator {
    private final String text;
    private int written;

    Relation(String text) {
      super("RELATION", SqlKind.OTHER);
      this.text = text;
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
      writer.print(text);
      written++;
    }
  }
}
