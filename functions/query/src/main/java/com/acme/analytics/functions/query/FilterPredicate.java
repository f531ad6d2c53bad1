package com.acme.analytics.functions.query;

import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Numbers;
import com.acme.analytics.core.query.Property;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns a filter into a predicate of ClickHouse; values go to the bound parameters. */
final class FilterPredicate {
  private static final BigInteger MAX_UINT64 = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private final BoundParameters parameters;

  FilterPredicate(BoundParameters parameters) {
    this.parameters = parameters;
  }

  String of(Filter filter) {
    return switch (filter.dimension()) {
      case FixedDimension fixed -> ofFixed(EventColumns.column(fixed), filter);
      case Property property -> ofProperty(property, filter);
    };
  }

  private String ofFixed(String column, Filter filter) {
    return switch (filter.operator()) {
      case EQ, IN -> column + " IN (" + bindAll(filter.values()) + ")";
      case NE -> column + " NOT IN (" + bindAll(filter.values()) + ")";
      case CONTAINS -> "position(" + column + ", " + bindAll(filter.values()) + ") > 0";
      case EXISTS -> column + " != ''";
      case MISSING -> column + " = ''";
      case LT, LE, GT, GE ->
          throw new IllegalArgumentException("filter: " + filter + " (expected: a property)");
    };
  }

  private String ofProperty(Property property, Filter filter) {
    String value = EventColumns.subColumn(property);
    return switch (filter.operator()) {
      case EQ, IN -> equalsAny(value, filter.values());
      case NE -> "NOT ifNull(" + equalsAny(value, filter.values()) + ", false)";
      case LT -> comparesTo(value, "<", filter.values().getFirst());
      case LE -> comparesTo(value, "<=", filter.values().getFirst());
      case GT -> comparesTo(value, ">", filter.values().getFirst());
      case GE -> comparesTo(value, ">=", filter.values().getFirst());
      case CONTAINS ->
          "position(%s, %s) > 0".formatted(EventColumns.text(property), bindAll(filter.values()));
      case EXISTS -> EventColumns.text(property) + " IS NOT NULL";
      case MISSING -> EventColumns.text(property) + " IS NULL";
    };
  }

  /** Null rather than false where the property is not there. */
  private String equalsAny(String value, List<String> candidates) {
    List<String> equalities = new ArrayList<>();
    for (String candidate : candidates) {
      equalities.add(value + ".:String = " + parameters.bind("String", candidate));
      Numbers.parse(candidate)
          .ifPresent(number -> equalities.add(numberCompares(value, "=", number)));
      if (candidate.equals("true") || candidate.equals("false")) {
        equalities.add(value + ".:Bool = " + candidate);
      }
    }
    return equalities.stream().collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String comparesTo(String value, String comparison, String candidate) {
    BigDecimal number =
        Numbers.parse(candidate)
            .orElseThrow(
                () ->
                    new IllegalArgumentException("filter: " + candidate + " (expected: a number)"));
    return "(" + numberCompares(value, comparison, number) + ")";
  }

  /** ClickHouse compares numbers of different types by their mathematical values. */
  private String numberCompares(String value, String comparison, BigDecimal number) {
    String bound = bind(number);
    return "%1$s.:Int64 %2$s %3$s OR %1$s.:UInt64 %2$s %3$s OR %1$s.:Float64 %2$s %3$s"
        .formatted(value, comparison, bound);
  }

  /** Whole numbers keep all their digits, as the JSON column does; others become doubles. */
  private String bind(BigDecimal number) {
    if (number.stripTrailingZeros().scale() <= 0) {
      BigInteger whole = number.toBigIntegerExact();
      if (whole.bitLength() < Long.SIZE) {
        return parameters.bind("Int64", whole.toString());
      }
      if (whole.signum() > 0 && whole.compareTo(MAX_UINT64) <= 0) {
        return parameters.bind("UInt64", whole.toString());
      }
    }
    return parameters.bind("Float64", Double.toString(number.doubleValue()));
  }

  private String bindAll(List<String> values) {
    return values.stream()
        .map(value -> parameters.bind("String", value))
        .collect(Collectors.joining(", "));
  }
}
