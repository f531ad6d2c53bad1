package com.acme.analytics.core.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Measures of one customer's events in a range of time, grouped by dimensions and, with a
 * granularity, by buckets of time. Buckets and groups without an event are not in the answer;
 * without any grouping the answer is one row.
 *
 * @param measures 1 to {@value #MAX_TERMS}, no two of one name
 * @param dimensions up to {@value #MAX_TERMS}, no two of one name
 * @param filters up to {@value #MAX_TERMS} with {@value #MAX_VALUES} values together; an event
 *     counts when all hold
 * @param order by columns of the answer; rows equal in all of them are sorted by time and
 *     dimensions, so that the answer does not depend on chance
 * @param limit rows of the answer, 1 to {@value #MAX_LIMIT}
 * @param comparison with which period each measure has a second column
 */
public record Query(
    List<Measure> measures,
    List<Dimension> dimensions,
    List<Filter> filters,
    TimeRange range,
    Optional<Granularity> granularity,
    List<Order> order,
    int limit,
    Optional<Comparison> comparison) {

  /** The first column of an answer with a granularity. */
  public static final String TIME_COLUMN = "time";

  public static final int MAX_LIMIT = 100_000;

  /** Enough for any report, and few enough for any store to plan. */
  public static final int MAX_TERMS = 20;

  /** Each becomes up to two parameters of a statement, of which ClickHouse takes 1000. */
  public static final int MAX_VALUES = 400;

  /**
   * Checks the query.
   *
   * @throws com.acme.analytics.core.problem.ProblemException with the code invalid_query, and the
   *     part that is wrong as the pointer
   */
  public Query {
    measures = List.copyOf(measures);
    dimensions = List.copyOf(dimensions);
    filters = List.copyOf(filters);
    order = List.copyOf(order);
    if (measures.isEmpty()) {
      throw InvalidQuery.of("measures", "", "at least one measure, as in measures=count");
    }
    requireDistinct("measures", measures.stream().map(Measure::columnName).toList());
    requireDistinct("dimensions", dimensions.stream().map(Dimension::columnName).toList());
    requireDistinct("order", order.stream().map(Order::column).toList());
    requireFew("filter", filters.size());
    requireFewValues(filters);
    List<Column> columns = columns(measures, dimensions, granularity, comparison);
    requireNamedOnce(columns);
    requireColumns(order, columns);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw InvalidQuery.of("limit", limit, "1 to " + MAX_LIMIT);
    }
  }

  /** A query that compares with nothing. */
  public Query(
      List<Measure> measures,
      List<Dimension> dimensions,
      List<Filter> filters,
      TimeRange range,
      Optional<Granularity> granularity,
      List<Order> order,
      int limit) {
    this(measures, dimensions, filters, range, granularity, order, limit, Optional.empty());
  }

  /**
   * The columns of the answer: time where there is a granularity, dimensions, measures, each with
   * that of the period before where there is a comparison.
   */
  public List<Column> columns() {
    return columns(measures, dimensions, granularity, comparison);
  }

  /** How many columns come before the measures. */
  public int keys() {
    return (granularity.isPresent() ? 1 : 0) + dimensions.size();
  }

  /** The same figures of another range, compared with nothing and in no order of their own. */
  public Query over(TimeRange other) {
    return new Query(measures, dimensions, filters, other, granularity, List.of(), limit);
  }

  private static List<Column> columns(
      List<Measure> measures,
      List<Dimension> dimensions,
      Optional<Granularity> granularity,
      Optional<Comparison> comparison) {
    List<Column> columns = new ArrayList<>();
    granularity.ifPresent(every -> columns.add(new Column(TIME_COLUMN, ColumnType.TIME)));
    dimensions.forEach(by -> columns.add(new Column(by.columnName(), ColumnType.STRING)));
    for (Measure measure : measures) {
      columns.add(new Column(measure.columnName(), measure.type()));
      comparison.ifPresent(
          with ->
              columns.add(new Column(measure.columnName() + Comparison.SUFFIX, measure.type())));
    }
    return List.copyOf(columns);
  }

  private static void requireDistinct(String field, List<String> names) {
    requireFew(field, names.size());
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw InvalidQuery.of(field, name, "each name once");
      }
    }
  }

  /** A property may be called as a column of the period before is. */
  private static void requireNamedOnce(List<Column> columns) {
    Set<String> seen = new HashSet<>();
    for (Column column : columns) {
      if (!seen.add(column.name())) {
        throw InvalidQuery.of("compare", column.name(), "each column of the answer once");
      }
    }
  }

  private static void requireFew(String field, int count) {
    if (count > MAX_TERMS) {
      throw InvalidQuery.of(field, count + " of them", "at most " + MAX_TERMS);
    }
  }

  private static void requireFewValues(List<Filter> filters) {
    int values = filters.stream().mapToInt(filter -> filter.values().size()).sum();
    if (values > MAX_VALUES) {
      throw InvalidQuery.of(
          "filter", values + " values", "at most " + MAX_VALUES + " of all filters");
    }
  }

  private static void requireColumns(List<Order> order, List<Column> columns) {
    Set<String> names = columns.stream().map(Column::name).collect(Collectors.toSet());
    for (Order by : order) {
      if (!names.contains(by.column())) {
        String known = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        throw InvalidQuery.of("order", by.column(), "a column of the answer: " + known);
      }
    }
  }
}
