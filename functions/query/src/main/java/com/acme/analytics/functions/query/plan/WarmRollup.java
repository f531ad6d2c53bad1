package com.acme.analytics.functions.query.plan;

import com.acme.analytics.core.json.JsonScalar;
import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Numbers;
import com.acme.analytics.core.query.Property;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.DeclaredSince;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is left of a customer's events in the warm tier's rows, and so what it can be asked: some
 * fixed dimensions, and what the customer has declared.
 */
record WarmRollup(DeclaredSince declared) {
  /** A path with one of these can't be written as the rollup's JSON paths are. */
  private static final String NOT_IN_PATHS = "'\"\\";

  /** As far as it matters to a query: nobody is asked about one of fixed dimensions. */
  static WarmRollup of(CustomerId customer, Query query, Declarations declarations) {
    boolean asks =
        measured(query).findAny().isPresent()
            || dimensions(query).anyMatch(Property.class::isInstance);
    return new WarmRollup(asks ? declarations.of(customer) : DeclaredSince.NEVER);
  }

  /** Why the warm tier can't answer, as a sentence; empty when it can. */
  Optional<String> objection(Query query) {
    return Stream.of(
            measured(query)
                .filter(property -> !declared.measures().containsKey(property.path()))
                .map(property -> "the warm tier has no measure " + property.columnName()),
            dimensions(query)
                .filter(dimension -> !has(dimension))
                .map(dimension -> "the warm tier has no dimension " + dimension.columnName()),
            query.filters().stream()
                .filter(filter -> !isTold(filter))
                .map(
                    filter ->
                        "the warm tier has texts alone of " + filter.dimension().columnName()))
        .flatMap(objections -> objections)
        .findFirst();
  }

  /** From which event time on every event has all that is asked for; 1970 for fixed dimensions. */
  Instant completeFrom(Query query) {
    return Stream.concat(
            measured(query).flatMap(property -> since(declared.measures(), property)),
            dimensions(query)
                .flatMap(
                    dimension ->
                        dimension instanceof Property property
                            ? since(declared.dimensions(), property)
                            : Stream.empty()))
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static Stream<Instant> since(Map<String, Instant> times, Property property) {
    return Stream.ofNullable(times.get(property.path()));
  }

  private static Stream<Property> measured(Query query) {
    return query.measures().stream()
        .flatMap(
            measure ->
                measure instanceof Measure.OfProperty(var _, Property property)
                    ? Stream.of(property)
                    : Stream.empty());
  }

  private static Stream<Dimension> dimensions(Query query) {
    return Stream.concat(
        query.dimensions().stream(), query.filters().stream().map(Filter::dimension));
  }

  private boolean has(Dimension dimension) {
    return switch (dimension) {
      case FixedDimension fixed -> FixedDimension.AGGREGATED.contains(fixed);
      case Property property ->
          declared.dimensions().containsKey(property.path())
              && property.path().chars().noneMatch(each -> NOT_IN_PATHS.indexOf(each) >= 0);
    };
  }

  /**
   * Whether a value's text tells that it is meant. A number has one text, so a filter by another of
   * its texts, 404.0, means the number 404 and not the text "404", which looks the same here.
   */
  private static boolean isTold(Filter filter) {
    if (filter.dimension() instanceof FixedDimension) {
      return true;
    }
    return switch (filter.operator()) {
      case LT, LE, GT, GE -> false;
      case EQ, NE, IN -> filter.values().stream().allMatch(WarmRollup::isItsOnlyText);
      case CONTAINS, EXISTS, MISSING -> true;
    };
  }

  private static boolean isItsOnlyText(String value) {
    return Numbers.parse(value).map(number -> value.equals(JsonScalar.text(value))).orElse(true);
  }
}
