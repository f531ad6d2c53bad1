package com.acme.analytics.functions.query;

import com.acme.analytics.core.histogram.Histogram;
import com.acme.analytics.core.query.Column;
import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Numbers;
import com.acme.analytics.core.query.Operator;
import com.acme.analytics.core.query.Order;
import com.acme.analytics.core.query.Property;
import com.acme.analytics.core.query.Query;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What a query's rows are by definition: a plain computation over events, each given once. */
final class ReferenceAnswer {
  private final Query query;

  ReferenceAnswer(Query query) {
    this.query = query;
  }

  List<List<Object>> rows(List<TestEvent> events) {
    Map<List<Object>, List<TestEvent>> groups = new LinkedHashMap<>();
    if (query.granularity().isEmpty() && query.dimensions().isEmpty()) {
      groups.put(List.of(), new ArrayList<>());
    }
    for (TestEvent event : events) {
      if (counts(event)) {
        groups.computeIfAbsent(key(event), key -> new ArrayList<>()).add(event);
      }
    }
    List<List<Object>> rows = new ArrayList<>();
    groups.forEach(
        (key, group) -> {
          List<Object> row = new ArrayList<>(key);
          query.measures().forEach(measure -> row.add(measured(measure, group)));
          rows.add(row);
        });
    rows.sort(order());
    return rows.subList(0, Math.min(query.limit(), rows.size()));
  }

  /**
   * As {@link #comparable}, and percentiles as their buckets: all that is known of those that were
   * united of several slices.
   */
  List<List<Object>> united(List<?> rows) {
    int keys = query.columns().size() - query.measures().size();
    List<List<Object>> united = new ArrayList<>();
    for (List<Object> row : comparable(rows)) {
      List<Object> cells = new ArrayList<>(row);
      for (int i = 0; i < query.measures().size(); i++) {
        boolean percentile =
            query.measures().get(i) instanceof Measure.OfProperty(var aggregation, var _)
                && aggregation.isPercentile();
        if (percentile && cells.get(keys + i) instanceof Double value) {
          cells.set(keys + i, "bucket " + Histogram.bucketOf(value));
        }
      }
      united.add(cells);
    }
    return united;
  }

  /** Numbers as doubles: JSON writes a whole double like an integer. */
  static List<List<Object>> comparable(List<?> rows) {
    return rows.stream()
        .map(row -> ((List<?>) row).stream().map(ReferenceAnswer::comparableCell).toList())
        .toList();
  }

  private static Object comparableCell(Object cell) {
    return switch (cell) {
      case null -> "null";
      case Number number -> number.doubleValue();
      default -> "text " + cell;
    };
  }

  private boolean counts(TestEvent event) {
    return !event.timestamp().isBefore(query.range().from())
        && event.timestamp().isBefore(query.range().to())
        && query.filters().stream().allMatch(filter -> holds(filter, event));
  }

  private static boolean holds(Filter filter, TestEvent event) {
    Object value = value(filter.dimension(), event);
    return switch (filter.operator()) {
      case EQ, IN -> filter.values().stream().anyMatch(candidate -> equal(value, candidate));
      case NE -> !equal(value, filter.values().getFirst());
      case CONTAINS -> value != null && text(value).contains(filter.values().getFirst());
      case EXISTS -> value != null;
      case MISSING -> value == null;
      case LT, LE, GT, GE -> ordered(filter.operator(), value, filter.values().getFirst());
    };
  }

  private static boolean equal(Object value, String candidate) {
    return switch (value) {
      case null -> false;
      case String text -> text.equals(candidate);
      case Boolean bool -> bool.toString().equals(candidate);
      default ->
          Numbers.parse(candidate)
              .filter(number -> number.compareTo(decimal(value)) == 0)
              .isPresent();
    };
  }

  private static boolean ordered(Operator operator, Object value, String candidate) {
    if (!(value instanceof Number)) {
      return false;
    }
    int comparison = decimal(value).compareTo(Numbers.parse(candidate).orElseThrow());
    return switch (operator) {
      case LT -> comparison < 0;
      case LE -> comparison <= 0;
      case GT -> comparison > 0;
      default -> comparison >= 0;
    };
  }

  private List<Object> key(TestEvent event) {
    List<Object> key = new ArrayList<>();
    query
        .granularity()
        .ifPresent(
            every -> {
              long length = every.length().toMillis();
              long start = Math.floorDiv(event.timestamp().toEpochMilli(), length) * length;
              key.add(Instant.ofEpochMilli(start).toString());
            });
    for (Dimension dimension : query.dimensions()) {
      Object value = value(dimension, event);
      key.add(value == null ? null : text(value));
    }
    return key;
  }

  private static Object value(Dimension dimension, TestEvent event) {
    return switch (dimension) {
      case FixedDimension.EVENT -> emptyToNull(event.event());
      case FixedDimension.PATH -> emptyToNull(event.path());
      case FixedDimension.USER_ID -> emptyToNull(event.userId());
      case FixedDimension.COUNTRY -> emptyToNull(event.country());
      case FixedDimension.BOT -> event.bot();
      case FixedDimension other -> throw new IllegalArgumentException("dimension: " + other);
      case Property property -> value(property, event);
    };
  }

  private static Object value(Property property, TestEvent event) {
    Object value = event.property(property.path());
    return value instanceof Map || value instanceof List ? null : value;
  }

  private static String text(Object value) {
    return value instanceof Number ? decimal(value).toPlainString() : value.toString();
  }

  private static BigDecimal decimal(Object number) {
    BigDecimal decimal =
        number instanceof Double real ? new BigDecimal(real) : new BigDecimal(number.toString());
    return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
  }

  private static Object measured(Measure measure, List<TestEvent> group) {
    return switch (measure) {
      case Measure.Count() -> (long) group.size();
      case Measure.UniqueUsers() ->
          group.stream()
              .map(event -> event.userId().isEmpty() ? event.anonymousId() : event.userId())
              .filter(user -> !user.isEmpty())
              .distinct()
              .count();
      case Measure.OfProperty(var aggregation, var property) -> {
        Supplier<DoubleStream> numbers =
            () ->
                group.stream()
                    .map(event -> value(property, event))
                    .flatMap(value -> value instanceof Number n ? Stream.of(n) : Stream.of())
                    .mapToDouble(Number::doubleValue);
        if (numbers.get().findAny().isEmpty()) {
          yield null;
        }
        yield switch (aggregation) {
          case SUM -> numbers.get().sum();
          case AVG -> numbers.get().average().orElseThrow();
          case MIN -> numbers.get().min().orElseThrow();
          case MAX -> numbers.get().max().orElseThrow();
          case P50, P75, P90, P95, P99 -> {
            double[] sorted = numbers.get().sorted().toArray();
            yield sorted[(sorted.length * aggregation.percent() + 99) / 100 - 1];
          }
        };
      }
    };
  }

  private Comparator<List<Object>> order() {
    List<String> names = query.columns().stream().map(Column::name).toList();
    Comparator<List<Object>> comparator = (_, _) -> 0;
    for (Order by : query.order()) {
      comparator = comparator.thenComparing(cells(names.indexOf(by.column()), by.descending()));
    }
    int keys = names.size() - query.measures().size();
    for (int key = 0; key < keys; key++) {
      comparator = comparator.thenComparing(cells(key, false));
    }
    return comparator;
  }

  private static Comparator<List<Object>> cells(int column, boolean descending) {
    Comparator<Object> values = ReferenceAnswer::compare;
    return Comparator.comparing(
        row -> row.get(column), Comparator.nullsLast(descending ? values.reversed() : values));
  }

  private static int compare(Object left, Object right) {
    if (left instanceof Number && right instanceof Number) {
      return decimal(left).compareTo(decimal(right));
    }
    return Arrays.compareUnsigned(
        Objects.toString(left).getBytes(StandardCharsets.UTF_8),
        Objects.toString(right).getBytes(StandardCharsets.UTF_8));
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
