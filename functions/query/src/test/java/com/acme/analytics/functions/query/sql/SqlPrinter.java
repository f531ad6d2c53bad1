package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.query.Aggregation;
import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Numbers;
import com.acme.analytics.core.query.Order;
import com.acme.analytics.core.query.Property;
import com.acme.analytics.core.query.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a query as SQL: the way back of the compiler. */
public final class SqlPrinter {
  private SqlPrinter() {}

  /** A SELECT of all columns of the query, in their order. */
  public static String print(Query query) {
    Map<String, String> keys = new LinkedHashMap<>();
    query.granularity().ifPresent(every -> keys.put(Query.TIME_COLUMN, bucket(every)));
    query.dimensions().forEach(by -> keys.put(by.columnName(), name(by)));
    Map<String, String> columns = new LinkedHashMap<>(keys);
    query.measures().forEach(measure -> columns.put(measure.columnName(), figure(measure)));
    StringBuilder sql = new StringBuilder("SELECT ").append(String.join(", ", columns.values()));
    sql.append("\nFROM events\nWHERE ").append(String.join("\n  AND ", conditions(query)));
    if (!keys.isEmpty()) {
      sql.append("\nGROUP BY ").append(String.join(", ", keys.values()));
    }
    sql.append("\nORDER BY ")
        .append(
            query.order().stream()
                .map(by -> columns.get(by.column()) + direction(by))
                .collect(Collectors.joining(", ")));
    return sql.append("\nLIMIT ").append(query.limit()).toString();
  }

  private static String direction(Order by) {
    return by.descending() ? " DESC" : "";
  }

  private static String bucket(Granularity every) {
    return switch (every) {
      case MINUTE -> "FLOOR(\"timestamp\" TO MINUTE)";
      case FIVE_MINUTES -> "time_bucket(INTERVAL '5' MINUTE, \"timestamp\")";
      case HOUR -> "FLOOR(\"timestamp\" TO HOUR)";
      case DAY -> "date_trunc('day', \"timestamp\")";
    };
  }

  private static String figure(Measure measure) {
    return switch (measure) {
      case Measure.Count() -> "count(*)";
      case Measure.UniqueUsers() -> "unique_users()";
      case Measure.OfProperty(Aggregation aggregation, Property property) ->
          aggregation.code() + "(" + name(property) + ")";
    };
  }

  /** Properties that something else is named like are named by their path. */
  private static String name(Dimension dimension) {
    return switch (dimension) {
      case FixedDimension fixed -> fixed.columnName();
      case Property property when property.path().equals("timestamp") -> "properties.\"timestamp\"";
      case Property property -> quoted(property.columnName(), '"');
    };
  }

  private static List<String> conditions(Query query) {
    List<String> conditions = new ArrayList<>();
    conditions.add("\"timestamp\" >= " + time(query.range().from()));
    conditions.add("\"timestamp\" < " + time(query.range().to()));
    query.filters().forEach(filter -> conditions.add(condition(filter)));
    return conditions;
  }

  private static String condition(Filter filter) {
    String name = name(filter.dimension());
    List<String> values = filter.values();
    return switch (filter.operator()) {
      case EQ -> name + " = " + value(values.getFirst());
      case NE -> name + " IS DISTINCT FROM " + value(values.getFirst());
      case IN ->
          values.stream()
              .map(value -> quoted(value, '\''))
              .collect(Collectors.joining(", ", name + " IN (", ")"));
      case LT -> name + " < " + value(values.getFirst());
      case LE -> name + " <= " + value(values.getFirst());
      case GT -> value(values.getFirst()) + " < " + name;
      case GE -> "NOT " + name + " < " + value(values.getFirst());
      case CONTAINS ->
          name
              + " LIKE "
              + quoted("%" + values.getFirst().replaceAll("[%_!]", "!$0") + "%", '\'')
              + " ESCAPE '!'";
      case EXISTS -> name + " IS NOT NULL";
      case MISSING -> name + " IS NULL";
    };
  }

  /** A number that SQL would print in another way is text, which a filter means the same by. */
  private static String value(String text) {
    return Numbers.parse(text).filter(number -> number.toString().equals(text)).isPresent()
        ? text
        : quoted(text, '\'');
  }

  private static String time(Instant time) {
    return "TIMESTAMP '" + time + "'";
  }

  private static String quoted(String text, char quote) {
    return quote + text.replace("" + quote, "" + quote + quote) + quote;
  }
}
