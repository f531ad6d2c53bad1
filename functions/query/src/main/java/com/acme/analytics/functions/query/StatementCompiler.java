package com.acme.analytics.functions.query;

import com.acme.analytics.core.histogram.Histogram;
import com.acme.analytics.core.query.Aggregation;
import com.acme.analytics.core.query.Column;
import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Order;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.partial.ThetaSketch;
import com.acme.analytics.functions.query.partial.TierStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compiles a query to one exact statement over the table {@code events}. The customer's predicate
 * is the first of the only WHERE there is, joined to the rest by AND. Repeated inserts of an event
 * are merged by FINAL, which needs no merging across partitions because a repeat has the same
 * timestamp.
 */
final class StatementCompiler {
  static final String EXACT = "do_not_merge_across_partitions_select_final = 1";

  /** An event counts for its user, else its anonymous id; nobody's are not counted. */
  private static final String USER = "nullIf(if(user_id != '', user_id, anonymous_id), '')";

  /** A theta sketch: one hash more than it keeps. */
  private static final String SMALLEST_HASHES =
      "arraySlice(arraySort(groupUniqArrayIf(user_hash, user_hash != 0)), 1, "
          + (ThetaSketch.K + 1)
          + ")";

  private StatementCompiler() {}

  /**
   * The statement that gives the query's columns, in order; one row more than the limit tells that
   * rows were left out.
   *
   * @param heldSince events before it are left out, whether the table still has them or not
   */
  static ClickHouseStatement rows(CustomerId customer, Query query, Instant heldSince) {
    BoundParameters parameters = new BoundParameters();
    List<String> keys = keys(query);
    List<String> expressions = new ArrayList<>(keys);
    query.measures().forEach(measure -> expressions.add(measure(measure)));
    StringBuilder sql = new StringBuilder(512);
    sql.append("SELECT ").append(aliased(expressions));
    sql.append("\nFROM events FINAL");
    sql.append("\nWHERE ").append(matching(customer, query, query.range(), heldSince, parameters));
    if (!keys.isEmpty()) {
      sql.append("\nGROUP BY ").append(aliases(keys.size()));
      sql.append("\nORDER BY ").append(order(query, keys.size()));
    }
    String limit = Integer.toString(query.limit() + 1);
    sql.append("\nLIMIT ").append(parameters.bindAs("limit", "UInt32", limit));
    sql.append("\nSETTINGS ").append(EXACT);
    return new ClickHouseStatement(sql.toString(), parameters.values());
  }

  /**
   * The statement that gives the groups of a slice, in parts that unite with those of other slices:
   * the bucket as milliseconds since 1970, texts, and for each measure what {@link
   * com.acme.analytics.functions.query.partial.PartialRow#of} reads, users as an array of their
   * smallest hashes. One group more than the most tells that there are others.
   */
  static ClickHouseStatement groups(CustomerId customer, Query query, TimeRange range) {
    BoundParameters parameters = new BoundParameters();
    List<String> keys = new ArrayList<>();
    query
        .granularity()
        .ifPresent(every -> keys.add("toUnixTimestamp(" + bucket(every) + ") * 1000"));
    query.dimensions().forEach(dimension -> keys.add(EventColumns.text(dimension)));
    List<String> expressions = new ArrayList<>(keys);
    query.measures().forEach(measure -> expressions.addAll(parts(measure)));
    StringBuilder sql = new StringBuilder(512);
    sql.append("SELECT ").append(aliased(expressions));
    sql.append("\nFROM events FINAL");
    sql.append("\nWHERE ").append(matching(customer, query, range, range.from(), parameters));
    if (!keys.isEmpty()) {
      sql.append("\nGROUP BY ").append(aliases(keys.size()));
      sql.append("\nORDER BY count() DESC\nLIMIT ").append(TierStore.MAX_GROUPS + 1);
    }
    sql.append("\nSETTINGS ").append(EXACT);
    return new ClickHouseStatement(sql.toString(), parameters.values());
  }

  /**
   * The statement that tells when the newest event of the range was received, as milliseconds since
   * 1970, and how many there are; repeats don't matter to the first.
   */
  static ClickHouseStatement freshness(CustomerId customer, TimeRange range, Instant heldSince) {
    BoundParameters parameters = new BoundParameters();
    String sql =
        "SELECT toUnixTimestamp64Milli(max(received_at)), count()\nFROM events\nWHERE "
            + where(customer, range, heldSince, parameters);
    return new ClickHouseStatement(sql, parameters.values());
  }

  /**
   * The statement that finds an event by its id: its name, its time and when it was received, both
   * as milliseconds since 1970. Repeats of a row are alike, so they need no merging; of an id that
   * was sent with several times the first receipt counts.
   */
  static ClickHouseStatement event(CustomerId customer, UUID eventId, TimeRange range) {
    BoundParameters parameters = new BoundParameters();
    String where = where(customer, range, range.from(), parameters);
    String id = parameters.bindAs("event_id", "UUID", eventId.toString());
    String sql =
        "SELECT event, toUnixTimestamp64Milli(timestamp), toUnixTimestamp64Milli(received_at)"
            + "\nFROM events\nWHERE "
            + where
            + "\n  AND event_id = "
            + id
            + "\nORDER BY received_at\nLIMIT 1";
    return new ClickHouseStatement(sql, parameters.values());
  }

  private static String matching(
      CustomerId customer,
      Query query,
      TimeRange range,
      Instant heldSince,
      BoundParameters parameters) {
    StringBuilder conditions = new StringBuilder(where(customer, range, heldSince, parameters));
    FilterPredicate predicate = new FilterPredicate(parameters);
    for (Filter filter : query.filters()) {
      conditions.append("\n  AND ").append(predicate.of(filter));
    }
    return conditions.toString();
  }

  /** Which events of the customer are in the range. */
  static String where(
      CustomerId customer, TimeRange range, Instant heldSince, BoundParameters parameters) {
    Instant from = range.from().isBefore(heldSince) ? heldSince : range.from();
    return "customer_id = %s\n  AND timestamp >= %s\n  AND timestamp < %s"
        .formatted(
            parameters.bindAs("customer", "String", customer.value()),
            time("from", from, parameters),
            time("to", range.to(), parameters));
  }

  /** Times are stored in milliseconds, so a finer bound is the same as the next millisecond. */
  private static String time(String name, Instant bound, BoundParameters parameters) {
    long millis = bound.plusNanos(999_999).toEpochMilli();
    return "fromUnixTimestamp64Milli("
        + parameters.bindAs(name, "Int64", Long.toString(millis))
        + ", 'UTC')";
  }

  private static List<String> keys(Query query) {
    List<String> keys = new ArrayList<>();
    query.granularity().ifPresent(every -> keys.add(bucket(every)));
    for (Dimension dimension : query.dimensions()) {
      keys.add(EventColumns.text(dimension));
    }
    return keys;
  }

  private static String bucket(Granularity granularity) {
    String interval =
        switch (granularity) {
          case MINUTE -> "1 MINUTE";
          case FIVE_MINUTES -> "5 MINUTE";
          case HOUR -> "1 HOUR";
          case DAY -> "1 DAY";
        };
    return "toStartOfInterval(timestamp, INTERVAL " + interval + ", 'UTC')";
  }

  private static String measure(Measure measure) {
    return switch (measure) {
      case Measure.Count() -> "count()";
      case Measure.UniqueUsers() -> "uniqExact(" + USER + ")";
      case Measure.OfProperty(Aggregation aggregation, var property) -> {
        String number = EventColumns.number(property);
        yield aggregation.isPercentile()
            ? percentile(aggregation, number)
            : aggregate(aggregation) + "(" + number + ")";
      }
    };
  }

  /** Weighted, since the level of the plain one is rounded to another rank. */
  private static String percentile(Aggregation aggregation, String number) {
    return "quantileExactWeightedOrNull(%s)(%s, 1)"
        .formatted(BigDecimal.valueOf(aggregation.percent(), 2).toPlainString(), number);
  }

  /** What unites with other slices' parts to the measure. */
  private static List<String> parts(Measure measure) {
    return switch (measure) {
      case Measure.Count() -> List.of("count()");
      case Measure.UniqueUsers() -> List.of(SMALLEST_HASHES);
      case Measure.OfProperty(Aggregation aggregation, var property) -> {
        String number = EventColumns.number(property);
        yield switch (aggregation) {
          case AVG -> List.of("sumOrNull(" + number + ")", "count(" + number + ")");
          case SUM, MIN, MAX -> List.of(aggregate(aggregation) + "(" + number + ")");
          case P50, P75, P90, P95, P99 -> List.of(histogram(number));
        };
      }
    };
  }

  /** Counts of numbers by their bucket, as {@link Histogram} has it. */
  private static String histogram(String number) {
    String bucket =
        "sign(%1$s) * (16000 + greatest(-15000, least(15000, ceil(log(abs(%1$s)) / log(1.02)))))"
            .formatted(number);
    return "sumMapIf(map(toInt32(ifNull(%s, 0)), toUInt64(1)), %s IS NOT NULL)"
        .formatted(bucket, number);
  }

  private static String aggregate(Aggregation aggregation) {
    return switch (aggregation) {
      case SUM -> "sumOrNull";
      case AVG -> "avgOrNull";
      case MIN -> "minOrNull";
      case MAX -> "maxOrNull";
      case P50, P75, P90, P95, P99 ->
          throw new IllegalArgumentException(
              "aggregation: " + aggregation + " (expected: no percentile)");
    };
  }

  private static String order(Query query, int keys) {
    List<String> names = query.columns().stream().map(Column::name).toList();
    List<String> terms = new ArrayList<>();
    for (Order by : query.order()) {
      terms.add(sorted(names.indexOf(by.column()), by.descending()));
    }
    for (int key = 0; key < keys; key++) {
      String name = names.get(key);
      if (query.order().stream().noneMatch(by -> by.column().equals(name))) {
        terms.add(sorted(key, false));
      }
    }
    return String.join(", ", terms);
  }

  private static String sorted(int column, boolean descending) {
    return alias(column) + (descending ? " DESC NULLS LAST" : " ASC NULLS LAST");
  }

  private static String aliased(List<String> expressions) {
    return IntStream.range(0, expressions.size())
        .mapToObj(column -> expressions.get(column) + " AS " + alias(column))
        .collect(Collectors.joining(",\n  "));
  }

  private static String aliases(int count) {
    return IntStream.range(0, count)
        .mapToObj(StatementCompiler::alias)
        .collect(Collectors.joining(", "));
  }

  /** Callers' names never become identifiers. */
  private static String alias(int column) {
    return "c" + column;
  }
}
