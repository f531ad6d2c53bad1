package com.acme.analytics.functions.query.partial;

import com.acme.analytics.core.query.Column;
import com.acme.analytics.core.query.ColumnType;
import com.acme.analytics.core.query.Order;
import com.acme.analytics.core.query.Query;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The order of an answer's rows. */
final class RowOrder {
  private RowOrder() {}

  /** Rows equal in what the query orders by follow their keys, as in every tier. */
  static Comparator<List<Object>> of(Query query) {
    List<Column> columns = query.columns();
    List<String> names = columns.stream().map(Column::name).toList();
    Comparator<List<Object>> order = (_, _) -> 0;
    for (Order by : query.order()) {
      int column = names.indexOf(by.column());
      order = order.thenComparing(cell(column, columns.get(column).type(), by.descending()));
    }
    for (int key = 0; key < query.keys(); key++) {
      order = order.thenComparing(cell(key, columns.get(key).type(), /* descending= */ false));
    }
    return order;
  }

  private static Comparator<List<Object>> cell(int column, ColumnType type, boolean descending) {
    Comparator<Object> values =
        switch (type) {
          case STRING -> Comparator.comparing(RowOrder::utf8, Arrays::compareUnsigned);
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
