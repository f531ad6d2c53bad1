package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Column;
import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Order;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.QueryDefaults;
import com.acme.analytics.core.query.QueryDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;

/** Compiles one parsed SELECT, clause by clause. */
final class SelectCompiler {
  private final List<SelectItem> items;
  private final SqlSelect select;
  private final StatementValidator validator;
  private final QueryDefaults defaults;
  private final Instant now;
  private final Set<Term> keys = new LinkedHashSet<>();
  private final Set<Measure> measures = new LinkedHashSet<>();

  SelectCompiler(SqlNode statement, QueryDefaults defaults, Instant now) {
    SqlSelect parsed = SupportedSyntax.require(statement);
    Set<String> columns = ColumnNames.unite(statement, parsed);
    List<Optional<String>> aliases = SelectItem.aliases(parsed);
    this.validator = StatementValidator.ofQuery(columns);
    this.select = (SqlSelect) validator.validate(statement);
    this.items = SelectItem.of(select, aliases);
    this.defaults = defaults;
    this.now = now;
  }

  ProjectedQuery compile() {
    readKeys();
    for (SelectItem item : items) {
      requireGrouped(item);
      addMeasure(item.term());
    }
    List<Order> order = order();
    Conditions conditions = new Conditions(now, SelectItem.newNames(items));
    if (select.getWhere() != null) {
      conditions.add(select.getWhere());
    }
    QueryDraft draft =
        new QueryDraft(
            List.copyOf(measures),
            dimensions(),
            conditions.filters(),
            conditions.bounds().from(),
            conditions.bounds().to(),
            granularity(),
            order,
            limit());
    return project(query(draft));
  }

  private Query query(QueryDraft draft) {
    try {
      return defaults.complete(draft, now);
    } catch (ProblemException e) {
      throw SqlRefusal.of("sql: " + e.problem().detail());
    }
  }

  private void readKeys() {
    if (select.getGroup() == null) {
      return;
    }
    for (SqlNode node : select.getGroup()) {
      Term key = TermReader.read(node);
      boolean second =
          key instanceof Term.Bucket && !keys.contains(key) && granularity().isPresent();
      if (second) {
        throw SqlRefusal.of(node, "a second bucket of time", "one");
      }
      keys.add(key);
    }
  }

  private void requireGrouped(SelectItem item) {
    if (!(item.term() instanceof Term.Figure) && !keys.contains(item.term())) {
      throw SqlRefusal.of(
          item.node(),
          item.term().column() + ", which is not grouped",
          "it in GROUP BY too; events are counted and not listed");
    }
  }

  private void addMeasure(Term term) {
    if (term instanceof Term.Figure(Measure measure)) {
      measures.add(measure);
    }
  }

  private List<Dimension> dimensions() {
    List<Dimension> dimensions = new ArrayList<>();
    for (Term key : keys) {
      if (key instanceof Term.Key(Dimension dimension)) {
        dimensions.add(dimension);
      }
    }
    return dimensions;
  }

  private Optional<Granularity> granularity() {
    return keys.stream()
        .filter(Term.Bucket.class::isInstance)
        .map(key -> ((Term.Bucket) key).every())
        .findFirst();
  }

  private List<Order> order() {
    List<Order> order = new ArrayList<>();
    if (select.getOrderList() != null) {
      for (SqlNode node : select.getOrderList()) {
        order.add(order(node));
      }
    }
    return order;
  }

  private Order order(SqlNode node) {
    SqlNode by = node;
    boolean descending = false;
    while (by.getKind() == SqlKind.DESCENDING || by.getKind() == SqlKind.NULLS_LAST) {
      descending |= by.getKind() == SqlKind.DESCENDING;
      by = ((SqlCall) by).operand(0);
    }
    Term term = TermReader.read(validator.sortKey(select, by));
    addMeasure(term);
    return new Order(term.column(), descending);
  }

  private OptionalInt limit() {
    SqlNode fetch = select.getFetch();
    if (fetch == null) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(((SqlNumericLiteral) fetch).bigDecimalValue().intValueExact());
    } catch (ArithmeticException e) {
      throw SqlRefusal.of(fetch, "LIMIT " + fetch, "a whole number, 1 to " + Query.MAX_LIMIT);
    }
  }

  private ProjectedQuery project(Query query) {
    List<String> sources = query.columns().stream().map(Column::name).toList();
    List<ProjectedColumn> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SelectItem item : items) {
      if (!names.add(item.name())) {
        throw SqlRefusal.of(
            item.node(), "a second column " + item.name(), "each name once; AS gives another");
      }
      columns.add(new ProjectedColumn(item.name(), sources.indexOf(item.term().column())));
    }
    return new ProjectedQuery(query, columns);
  }
}
