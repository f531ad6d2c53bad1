package com.acme.analytics.functions.query.lake;

import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Numbers;
import com.acme.analytics.core.query.Property;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns a filter into a condition of Trino's SQL; values go to the parameters. */
final class LakePredicate {
  /** Beyond it not every whole number is a double. */
  private static final BigDecimal EXACT_IN_DOUBLE = new BigDecimal(1L << 53);

  private static final int DIGITS_OF_DECIMAL = 38;

  private final List<String> parameters;

  LakePredicate(List<String> parameters) {
    this.parameters = parameters;
  }

  String of(Filter filter) {
    return switch (filter.dimension()) {
      case FixedDimension fixed -> ofFixed(LakeStatement.column(fixed), filter);
      case Property property -> ofProperty(new LakeProperty(property), filter);
    };
  }

  private String ofFixed(String column, Filter filter) {
    return switch (filter.operator()) {
      case EQ, IN -> column + " IN (" + bindAll(filter.values()) + ")";
      case NE -> "coalesce(" + column + " NOT IN (" + bindAll(filter.values()) + "), true)";
      case CONTAINS -> "strpos(" + column + ", " + bindAll(filter.values()) + ") > 0";
      case EXISTS -> column + " IS NOT NULL";
      case MISSING -> column + " IS NULL";
      case LT, LE, GT, GE ->
          throw new IllegalArgumentException("filter: " + filter + " (expected: a property)");
    };
  }

  private String ofProperty(LakeProperty property, Filter filter) {
    return switch (filter.operator()) {
      case EQ, IN -> equalsAny(property, filter.values());
      case NE -> "NOT coalesce(" + equalsAny(property, filter.values()) + ", false)";
      case LT -> comparesTo(property, "<", filter.values().getFirst());
      case LE -> comparesTo(property, "<=", filter.values().getFirst());
      case GT -> comparesTo(property, ">", filter.values().getFirst());
      case GE -> comparesTo(property, ">=", filter.values().getFirst());
      case CONTAINS -> "strpos(" + property.scalar() + ", " + bindAll(filter.values()) + ") > 0";
      case EXISTS -> property.scalar() + " IS NOT NULL";
      case MISSING -> property.scalar() + " IS NULL";
    };
  }

  private String equalsAny(LakeProperty property, List<String> candidates) {
    List<String> equalities = new ArrayList<>();
    for (String candidate : candidates) {
      equalities.add(
          "(" + property.isText() + " AND " + property.scalar() + " = " + bind(candidate) + ")");
      Numbers.parse(candidate)
          .ifPresent(number -> equalities.add(numberCompares(property, "=", number)));
      if (candidate.equals("true") || candidate.equals("false")) {
        equalities.add(property.json() + " = '" + candidate + "'");
      }
    }
    return equalities.stream().collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String comparesTo(LakeProperty property, String comparison, String candidate) {
    BigDecimal number =
        Numbers.parse(candidate)
            .orElseThrow(
                () ->
                    new IllegalArgumentException("filter: " + candidate + " (expected: a number)"));
    return numberCompares(property, comparison, number);
  }

  /** By their mathematical values; large whole numbers, which doubles would round, as decimals. */
  private String numberCompares(LakeProperty property, String comparison, BigDecimal number) {
    if (!isLargeWhole(number)) {
      return doubleCompares(property, comparison, number);
    }
    String exactly =
        "TRY_CAST(%s AS decimal(38)) %s CAST(%s AS decimal(38))"
            .formatted(property.json(), comparison, bind(number.toBigIntegerExact().toString()));
    return "IF(regexp_like(%s, '^-?[0-9]{1,%d}$'), %s, %s)"
        .formatted(
            property.json(),
            DIGITS_OF_DECIMAL,
            exactly,
            doubleCompares(property, comparison, number));
  }

  private static boolean isLargeWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0
        && number.abs().compareTo(EXACT_IN_DOUBLE) > 0
        && number.precision() - number.scale() <= DIGITS_OF_DECIMAL;
  }

  private String doubleCompares(LakeProperty property, String comparison, BigDecimal number) {
    return "%s %s CAST(%s AS double)"
        .formatted(property.number(), comparison, bind(number.toString()));
  }

  private String bind(String value) {
    parameters.add(value);
    return "?";
  }

  private String bindAll(List<String> values) {
    return values.stream().map(this::bind).collect(Collectors.joining(", "));
  }
}
