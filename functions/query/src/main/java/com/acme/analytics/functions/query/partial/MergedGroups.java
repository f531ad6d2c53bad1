package com.acme.analytics.functions.query.partial;

import com.acme.analytics.core.query.Column;
import com.acme.analytics.core.query.ColumnType;
import com.acme.analytics.core.query.Order;
import com.acme.analytics.core.query.Query;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Unites the groups of all slices, and puts them in the order that the query asks for. */
public final class MergedGroups {
  private final Query query;
  private final Map<List<Object>, List<Partial>> groups = new HashMap<>();

  public MergedGroups(Query query) {
    this.query = query;
  }

  /** Adds a group of a slice to the group of that key. */
  public void add(PartialRow row) {
    groups.merge(row.key(), row.measures(), MergedGroups::merged);
  }

  /** Whether no measure of any group is an estimate. */
  public boolean isExact() {
    return groups.values().stream().flatMap(List::stream).allMatch(Partial::isExact);
  }

  /**
   * The answer's rows, all of them, in its order: texts, longs, doubles, {@link Instant}s and
   * nulls.
   */
  public List<List<Object>> rows() {
    return groups.entrySet().stream().map(this::row).sorted(order()).toList();
  }

  private static List<Partial> merged(List<Partial> left, List<Partial> right) {
    List<Partial> both = new ArrayList<>(left.size());
    for (int i = 0; i < left.size(); i++) {
      both.add(left.get(i).merge(right.get(i)));
    }
    return both;
  }

  private List<Object> row(Map.Entry<List<Object>, List<Partial>> group) {
    List<Object> cells = new ArrayList<>(group.getKey());
    if (query.granularity().isPresent()) {
      cells.set(0, Instant.ofEpochMilli((Long) cells.getFirst()));
    }
    group.getValue().forEach(measure -> cells.add(measure.value()));
    return cells;
  }

  /** Rows equal in what the query orders by follow their keys, as in every tier. */
  private Comparator<List<Object>> order() {
    List<Column> columns = query.columns();
    List<String> names = columns.stream().map(Column::name).toList();
    Comparator<List<Object>> order = (_, _) -> 0;
    for (Order by : query.order()) {
      int column = names.indexOf(by.column());
      order = order.thenComparing(cell(column, columns.get(column).type(), by.descending()));
    }
    int keys = columns.size() - query.measures().size();
    for (int key = 0; key < keys; key++) {
      order = order.thenComparing(cell(key, columns.get(key).type(), /* descending= */ false));
    }
    return order;
  }

  private static Comparator<List<Object>> cell(int column, ColumnType type, boolean descending) {
    Comparator<Object> values =
        switch (type) {
          case STRING -> Comparator.comparing(MergedGroups::utf8, Arrays::compareUnsigned);
          case INTEGER -> Comparator.comparing(Long.class::cast);
          case NUMBER -> Comparator.comparing(Double.class::cast);
          case TIME -> Comparator.comparing(Instant.class::cast);
        };
    return Comparator.comparing(
        row -> row.get(column), Comparator.nullsLast(descending ? values.reversed() : values));
  }

  /** Stores compare texts by their bytes. */
  private static byte[] utf8(Object text) {
    return ((String) text).getBytes(StandardCharsets.UTF_8);
  }
}
