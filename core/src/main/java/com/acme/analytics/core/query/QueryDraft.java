package com.acme.analytics.core.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a caller asked, whichever way it was written. What is empty was left out, and {@link
 * QueryDefaults} says what it is then.
 */
public record QueryDraft(
    List<Measure> measures,
    List<Dimension> dimensions,
    List<Filter> filters,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<Granularity> granularity,
    List<Order> order,
    OptionalInt limit,
    Optional<Comparison> comparison) {
  public QueryDraft {
    measures = List.copyOf(measures);
    dimensions = List.copyOf(dimensions);
    filters = List.copyOf(filters);
    order = List.copyOf(order);
  }

  /** A draft that compares with nothing. */
  public QueryDraft(
      List<Measure> measures,
      List<Dimension> dimensions,
      List<Filter> filters,
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<Granularity> granularity,
      List<Order> order,
      OptionalInt limit) {
    this(measures, dimensions, filters, from, to, granularity, order, limit, Optional.empty());
  }
}
