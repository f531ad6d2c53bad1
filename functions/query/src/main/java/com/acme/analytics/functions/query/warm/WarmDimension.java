package com.acme.analytics.functions.query.warm;

import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Property;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Dimensions of the rollup in Druid's SQL: columns of their own, and members of the column of
 * declared ones. Their names and the values they are compared with go to the parameters.
 */
record WarmDimension(List<String> parameters) {
  /** The dimension's text, null where an event has none. */
  String text(Dimension dimension) {
    return switch (dimension) {
      case FixedDimension fixed -> '"' + fixed.columnName() + '"';
      case Property property -> {
        // Within the quotes nothing is escaped: the planner lets no path with a quote come here.
        parameters.add("$['" + property.path() + "']");
        yield "JSON_VALUE(\"dimensions\", ?)";
      }
    };
  }

  /** The filter as a condition. */
  String predicate(Filter filter) {
    Dimension dimension = filter.dimension();
    return switch (filter.operator()) {
      case EQ, IN -> text(dimension) + " IN " + values(filter);
      case NE ->
          "("
              + text(dimension)
              + " IS NULL OR "
              + text(dimension)
              + " NOT IN "
              + values(filter)
              + ")";
      case CONTAINS -> {
        String contains = "CONTAINS_STRING(" + text(dimension) + ", ?)";
        parameters.add(filter.values().getFirst());
        yield contains;
      }
      case EXISTS -> text(dimension) + " IS NOT NULL";
      case MISSING -> text(dimension) + " IS NULL";
      case LT, LE, GT, GE ->
          throw new IllegalArgumentException("filter: " + filter + " (expected: no order)");
    };
  }

  private String values(Filter filter) {
    parameters.addAll(filter.values());
    return filter.values().stream().map(value -> "?").collect(Collectors.joining(", ", "(", ")"));
  }
}
