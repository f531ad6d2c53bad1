package com.acme.analytics.functions.query.lake;

import com.acme.analytics.core.histogram.Histogram;
import com.acme.analytics.core.lake.LakeTable;
import com.acme.analytics.core.query.Aggregation;
import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Property;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.partial.ThetaSketch;
import com.acme.analytics.functions.query.partial.TierStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A statement over the lake's table in Trino's SQL, which is Athena's. The customer's predicate is
 * the first of the only WHERE there is, joined to the rest by AND.
 *
 * <p>Users are distinct in an inner grouping, so that the outer one keeps few hashes of each group
 * at a time, not all of them.
 *
 * @param text with a question mark for each parameter
 * @param parameters texts, in order; no value that a caller sent is part of the statement's text,
 *     except a property's name, within a literal
 */
record LakeStatement(String text, List<String> parameters) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS 'UTC'").withZone(ZoneOffset.UTC);

  private static final String USER = "h";

  LakeStatement {
    parameters = List.copyOf(parameters);
  }

  /** The groups of a slice; one more than the most tells that there are others. */
  static LakeStatement groups(CustomerId customer, Query query, TimeRange range) {
    List<String> keys = new ArrayList<>();
    query.granularity().ifPresent(every -> keys.add(bucket(every)));
    query.dimensions().forEach(dimension -> keys.add(text(dimension)));
    boolean users = query.measures().stream().anyMatch(Measure.UniqueUsers.class::isInstance);
    List<String> parameters = new ArrayList<>();
    List<String> inner = named(keys, "k");
    if (users) {
      inner.add("user_hash AS " + USER);
    }
    inner.addAll(named(query.measures().stream().flatMap(m -> parts(m).stream()).toList(), "m"));
    inner.add("count(*) AS n");
    String events =
        "SELECT %s\nFROM %s\nWHERE %s"
            .formatted(
                String.join(",\n  ", inner),
                LakeTable.NAME,
                where(customer, query.filters(), range, parameters));
    int groupings = keys.size() + (users ? 1 : 0);
    if (groupings > 0) {
      events += "\nGROUP BY " + positions(groupings);
    }
    StringBuilder sql = new StringBuilder(1024);
    sql.append("SELECT ").append(String.join(", ", outer(query, keys.size())));
    sql.append("\nFROM (\n").append(events).append("\n)");
    if (!keys.isEmpty()) {
      sql.append("\nGROUP BY ").append(positions(keys.size()));
      sql.append("\nORDER BY sum(n) DESC\nLIMIT ").append(TierStore.MAX_GROUPS + 1);
    }
    return new LakeStatement(sql.toString(), parameters);
  }

  private static List<String> outer(Query query, int keys) {
    List<String> columns = new ArrayList<>();
    IntStream.range(0, keys).forEach(key -> columns.add("k" + key));
    int part = 0;
    for (Measure measure : query.measures()) {
      switch (measure) {
        case Measure.Count() -> columns.add("coalesce(sum(m" + part++ + "), 0)");
        case Measure.UniqueUsers() ->
            columns.add(
                "json_format(CAST(min(%s, %d) AS json))".formatted(USER, ThetaSketch.K + 1));
        case Measure.OfProperty(Aggregation aggregation, var _) -> {
          switch (aggregation) {
            case SUM -> columns.add("sum(m" + part++ + ")");
            case MIN -> columns.add("min(m" + part++ + ")");
            case MAX -> columns.add("max(m" + part++ + ")");
            case AVG -> {
              columns.add("sum(m" + part++ + ")");
              columns.add("coalesce(sum(m" + part++ + "), 0)");
            }
            case P50, P75, P90, P95, P99 -> columns.add(summed("m" + part++));
          }
        }
      }
    }
    return columns;
  }

  private static List<String> parts(Measure measure) {
    return switch (measure) {
      case Measure.Count() -> List.of("count(*)");
      case Measure.UniqueUsers() -> List.of();
      case Measure.OfProperty(Aggregation aggregation, Property property) -> {
        String number = new LakeProperty(property).number();
        yield switch (aggregation) {
          case SUM -> List.of("sum(" + number + ")");
          case MIN -> List.of("min(" + number + ")");
          case MAX -> List.of("max(" + number + ")");
          case AVG -> List.of("sum(" + number + ")", "count(" + number + ")");
          case P50, P75, P90, P95, P99 -> List.of("histogram(" + bucket(number) + ")");
        };
      }
    };
  }

  /** A number's bucket, as {@link Histogram} has it. */
  private static String bucket(String number) {
    return ("CAST(sign(%1$s) * (16000 + greatest(-15000, least(15000,"
            + " ceil(ln(abs(%1$s)) / ln(1.02e0))))) AS bigint)")
        .formatted(number);
  }

  /** Counts by bucket, summed over the inner groups, as a JSON object. */
  private static String summed(String histogram) {
    return ("json_format(CAST(transform_values(multimap_from_entries(flatten("
            + "array_agg(map_entries(%1$s)) FILTER (WHERE %1$s IS NOT NULL))),"
            + " (bucket, counts) -> reduce(counts, CAST(0 AS bigint), (s, n) -> s + n, s -> s))"
            + " AS json))")
        .formatted(histogram);
  }

  /** The conditions that choose a customer's events. */
  static String where(
      CustomerId customer, List<Filter> filters, TimeRange range, List<String> parameters) {
    parameters.add(customer.value());
    List<String> conditions = new ArrayList<>();
    conditions.add("customer_id = ?");
    conditions.add(within("\"timestamp\"", range));
    LakePredicate predicate = new LakePredicate(parameters);
    filters.forEach(filter -> conditions.add(predicate.of(filter)));
    return String.join("\n  AND ", conditions);
  }

  /** The condition that a time is in a range; of an event's own it prunes to the hours. */
  static String within(String time, TimeRange range) {
    return "%1$s >= %2$s\n  AND %1$s < %3$s".formatted(time, time(range.from()), time(range.to()));
  }

  /** Times are stored in milliseconds, so a finer bound is the same as the next millisecond. */
  private static String time(Instant bound) {
    return "TIMESTAMP '" + TIME.format(bound.plusNanos(999_999)) + "'";
  }

  /** Where the bucket begins, milliseconds since 1970. */
  private static String bucket(Granularity granularity) {
    long millis = granularity.length().toMillis();
    return "CAST(to_unixtime(\"timestamp\") * 1000 AS bigint) / %1$d * %1$d".formatted(millis);
  }

  private static String text(Dimension dimension) {
    return switch (dimension) {
      case FixedDimension fixed -> column(fixed);
      case Property property -> new LakeProperty(property).json();
    };
  }

  /** The text of a fixed dimension, null where an event has none. */
  static String column(FixedDimension dimension) {
    return switch (dimension) {
      case PATH -> "page_path";
      case REFERRER -> "page_referrer";
      case BOT -> "IF(bot, 'true', 'false')";
      default -> dimension.columnName();
    };
  }

  private static List<String> named(List<String> expressions, String prefix) {
    return IntStream.range(0, expressions.size())
        .mapToObj(i -> expressions.get(i) + " AS " + prefix + i)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static String positions(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }
}
