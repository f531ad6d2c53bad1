package com.acme.analytics.clickhouse;

import com.acme.analytics.core.funnel.FunnelStep;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Numbers;
import com.acme.analytics.core.query.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Conditions on a row of the table {@code events}. Declared properties are those of the columns
 * {@code dimensions} and {@code measures}: the stream knows no others.
 */
final class StepConditions {
  private final FunnelParameters parameters;

  StepConditions(FunnelParameters parameters) {
    this.parameters = parameters;
  }

  /** Whether the event is the step. */
  String of(FunnelStep step) {
    List<String> conditions = new ArrayList<>();
    conditions.add("event = " + text(step.event()));
    step.filters().forEach(filter -> conditions.add(of(filter)));
    return String.join(" AND ", conditions);
  }

  /** The value of a dimension, empty text where the event has none. */
  String value(String dimension) {
    return FixedDimension.named(dimension)
        .map(StepConditions::column)
        .orElseGet(() -> "dimensions[" + text(dimension) + "]");
  }

  private String of(Filter filter) {
    return switch (filter.dimension()) {
      case FixedDimension fixed -> ofFixed(column(fixed), filter);
      case Property property -> ofDeclared(text(property.path()), filter);
    };
  }

  private String ofFixed(String column, Filter filter) {
    return switch (filter.operator()) {
      case EQ, IN -> column + " IN (" + texts(filter.values()) + ")";
      case NE -> column + " NOT IN (" + texts(filter.values()) + ")";
      case CONTAINS -> "position(" + column + ", " + texts(filter.values()) + ") > 0";
      case EXISTS -> column + " != ''";
      case MISSING -> column + " = ''";
      case LT, LE, GT, GE ->
          throw new IllegalArgumentException("filter: " + filter + " (expected: a property)");
    };
  }

  private String ofDeclared(String name, Filter filter) {
    return switch (filter.operator()) {
      case EQ, IN -> equalsAny(name, filter.values());
      case NE -> "NOT " + equalsAny(name, filter.values());
      case LT -> compares(name, "<", filter);
      case LE -> compares(name, "<=", filter);
      case GT -> compares(name, ">", filter);
      case GE -> compares(name, ">=", filter);
      case CONTAINS ->
          "(mapContains(dimensions, %1$s) AND position(dimensions[%1$s], %2$s) > 0)"
              .formatted(name, texts(filter.values()));
      case EXISTS ->
          "(mapContains(dimensions, %1$s) OR mapContains(measures, %1$s))".formatted(name);
      case MISSING ->
          "NOT (mapContains(dimensions, %1$s) OR mapContains(measures, %1$s))".formatted(name);
    };
  }

  private String equalsAny(String name, List<String> values) {
    List<String> equalities = new ArrayList<>();
    equalities.add(
        "(mapContains(dimensions, %1$s) AND dimensions[%1$s] IN (%2$s))"
            .formatted(name, texts(values)));
    for (String value : values) {
      Optional<String> number = number(value);
      number.ifPresent(
          bound ->
              equalities.add(
                  "(mapContains(measures, %1$s) AND measures[%1$s] = %2$s)"
                      .formatted(name, bound)));
    }
    return equalities.stream().collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String compares(String name, String comparison, Filter filter) {
    String bound =
        number(filter.values().getFirst())
            .orElseThrow(
                () -> new IllegalArgumentException("filter: " + filter + " (expected: a number)"));
    return "(mapContains(measures, %1$s) AND measures[%1$s] %2$s %3$s)"
        .formatted(name, comparison, bound);
  }

  /** As doubles, as measures are. */
  private Optional<String> number(String text) {
    return Numbers.parse(text)
        .map(number -> parameters.bind("Float64", Double.toString(number.doubleValue())));
  }

  private String text(String value) {
    return parameters.bind("String", value);
  }

  private String texts(List<String> values) {
    return values.stream().map(this::text).collect(Collectors.joining(", "));
  }

  private static String column(FixedDimension dimension) {
    return switch (dimension) {
      case PATH -> "page_path";
      case BOT -> "toString(bot)";
      case EVENT,
          COUNTRY,
          REGION,
          DEVICE,
          OS,
          BROWSER,
          REFERRER_DOMAIN,
          UTM_SOURCE,
          UTM_MEDIUM,
          UTM_CAMPAIGN,
          UTM_TERM,
          UTM_CONTENT ->
          dimension.name().toLowerCase(Locale.ROOT);
      default ->
          throw new IllegalArgumentException(
              "dimension: " + dimension.columnName() + " (expected: one that windows have)");
    };
  }
}
