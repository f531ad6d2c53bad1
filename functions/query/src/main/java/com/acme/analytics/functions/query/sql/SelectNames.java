package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.FixedDimension;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.TimestampString;

/**
 * Makes one name of each dotted one, keeps what each SELECT from events mentions, which are the
 * columns of that table, and reads times, CURRENT_TIMESTAMP among them. A name that a SELECT gives
 * is none of events where its own GROUP BY, HAVING or ORDER BY mentions it.
 */
final class SelectNames extends SqlShuttle {
  private static final int MILLIS = 3;

  private final RelationNames relations;
  private final Instant now;
  private final Set<String> mentioned = new LinkedHashSet<>();
  private final Deque<Frame> frames = new ArrayDeque<>();

  private SelectNames(RelationNames relations, Instant now) {
    this.relations = relations;
    this.now = now;
  }

  /**
   * Rewrites the names within a statement, and returns the columns of events.
   *
   * @param now what CURRENT_TIMESTAMP is
   */
  static Set<String> unite(SqlNode statement, Instant now) {
    SelectNames names = new SelectNames(RelationNames.in(statement), now);
    var unused = statement.accept(names);
    return names.mentioned;
  }

  @Override
  public SqlNode visit(SqlCall call) {
    switch (call) {
      case SqlSelect select -> {
        frames.push(Frame.of(select));
        clauses(select);
        frames.pop();
      }
      case SqlOrderBy ordered -> ordered(ordered);
      case SqlWithItem item -> item.query = item.query.accept(this);
      default -> {
        if (call.getKind() != SqlKind.AS) {
          SqlNode visited = super.visit(call);
          return isExtreme(call) ? numeric((SqlCall) visited) : visited;
        }
        call.setOperand(0, call.operand(0).accept(this));
      }
    }
    return call;
  }

  private void clauses(SqlSelect select) {
    relation(select.getFrom());
    select.getSelectList().replaceAll(item -> item.accept(this));
    if (select.getWhere() != null) {
      select.setWhere(select.getWhere().accept(this));
    }
    frames.peek().keys = true;
    if (select.getGroup() != null) {
      select.getGroup().replaceAll(key -> key.accept(this));
    }
    if (select.getHaving() != null) {
      select.setHaving(select.getHaving().accept(this));
    }
    select.getWindowList().replaceAll(window -> window.accept(this));
  }

  private void relation(SqlNode relation) {
    switch (relation) {
      case SqlIdentifier table -> {
        // Its name is no column's.
      }
      case SqlJoin join -> {
        relation(join.getLeft());
        relation(join.getRight());
        if (join.getCondition() != null) {
          join.setOperand(5, join.getCondition().accept(this));
        }
      }
      case SqlCall as when as.getKind() == SqlKind.AS -> relation(as.operand(0));
      default -> {
        var unused = relation.accept(this);
      }
    }
  }

  private void ordered(SqlOrderBy ordered) {
    var unused = ordered.query.accept(this);
    if (ordered.query instanceof SqlSelect select) {
      Frame frame = Frame.of(select);
      frame.keys = true;
      frames.push(frame);
    } else {
      frames.push(new Frame(/* ofEvents= */ false, Set.of()));
    }
    ordered.orderList.replaceAll(key -> key.accept(this));
    frames.pop();
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    if (id.isStar()) {
      return id;
    }
    if (id.isSimple()
        && !id.isComponentQuoted(0)
        && id.getSimple().equalsIgnoreCase("CURRENT_TIMESTAMP")) {
      return timestamp(id.getParserPosition());
    }
    boolean qualified = !id.isSimple() && relations.all().contains(id.names.get(0));
    List<String> path = qualified ? id.names.subList(1, id.names.size()) : id.names;
    String name = String.join(".", path);
    Frame frame = frames.peek();
    if (qualified
        ? relations.tables().get(id.names.get(0)) == VirtualTable.EVENTS
        : frame.ofEvents && !(frame.keys && frame.aliases.contains(name))) {
      requireColumn(id, name);
      mentioned.add(name);
    }
    return id.isSimple()
        ? id
        : new SqlIdentifier(
            qualified ? List.of(id.names.get(0), name) : List.of(name), id.getParserPosition());
  }

  private static void requireColumn(SqlIdentifier id, String name) {
    var unused = SqlRefusal.at(id, () -> Dimension.named(name, "column"));
  }

  private static boolean isExtreme(SqlCall call) {
    String name = call.getOperator().getName();
    return name.equalsIgnoreCase("MIN") || name.equalsIgnoreCase("MAX");
  }

  /** The least and the greatest of a property are of its numbers, as in a query. */
  private SqlNode numeric(SqlCall extreme) {
    if (extreme.operandCount() == 1
        && extreme.operand(0) instanceof SqlIdentifier id
        && isProperty(TermReader.name(id))) {
      SqlParserPos position = id.getParserPosition();
      SqlDataTypeSpec number =
          new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, position), position);
      extreme.setOperand(0, SqlStdOperatorTable.CAST.createCall(position, id, number));
    }
    return extreme;
  }

  private boolean isProperty(String name) {
    return mentioned.contains(name)
        && !name.equals(EventsTable.TIME)
        && FixedDimension.named(name).isEmpty();
  }

  private SqlNode timestamp(SqlParserPos position) {
    return SqlLiteral.createTimestamp(
        SqlTypeName.TIMESTAMP,
        TimestampString.fromMillisSinceEpoch(
            now.atOffset(ZoneOffset.UTC).toInstant().toEpochMilli()),
        MILLIS,
        position);
  }

  @Override
  public SqlNode visit(SqlLiteral literal) {
    return switch (literal) {
      case SqlUnknownLiteral text -> TimeLiteral.read(text);
      // The lake would divide decimals to as few places as they have themselves.
      case SqlNumericLiteral number when !number.isInteger() ->
          SqlLiteral.createApproxNumeric(
              number.bigDecimalValue().toString(), number.getParserPosition());
      default -> literal;
    };
  }

  /** The SELECT whose names are read. */
  private static final class Frame {
    private final boolean ofEvents;
    private final Set<String> aliases;

    /** Whether its GROUP BY or what follows is read. */
    private boolean keys;

    Frame(boolean ofEvents, Set<String> aliases) {
      this.ofEvents = ofEvents;
      this.aliases = aliases;
    }

    static Frame of(SqlSelect select) {
      Set<String> aliases = new LinkedHashSet<>();
      SelectItem.aliases(select).forEach(alias -> alias.ifPresent(aliases::add));
      return new Frame(RelationNames.of(select.getFrom()).haveEvents(), aliases);
    }
  }
}
