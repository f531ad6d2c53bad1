package com.acme.analytics.core.query;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a query is where the caller left something out; docs/formats/query.md lists it.
 *
 * @param lookBack how far before now a query reaches that names no {@code from}
 * @param lookAhead how far after now a query reaches that names no {@code to}
 */
public record QueryDefaults(Duration lookBack, Duration lookAhead) {
  private static final int LIMIT = 100;

  /** A week of minutes is about as much. */
  private static final int LIMIT_OF_SERIES = 10_000;

  /**
   * Makes the query of a draft.
   *
   * @throws com.acme.analytics.core.problem.ProblemException with the code invalid_query
   */
  public Query complete(QueryDraft draft, Instant now) {
    List<Measure> measures =
        draft.measures().isEmpty() ? List.of(new Measure.Count()) : draft.measures();
    Optional<Granularity> granularity = draft.granularity();
    return new Query(
        measures,
        draft.dimensions(),
        draft.filters(),
        new TimeRange(
            draft.from().orElse(now.minus(lookBack)), draft.to().orElse(now.plus(lookAhead))),
        granularity,
        draft.order().isEmpty() ? List.of(order(measures, granularity)) : draft.order(),
        draft.limit().orElse(granularity.isPresent() ? LIMIT_OF_SERIES : LIMIT),
        draft.comparison());
  }

  private static Order order(List<Measure> measures, Optional<Granularity> granularity) {
    return granularity.isPresent()
        ? new Order(Query.TIME_COLUMN, false)
        : new Order(measures.get(0).columnName(), true);
  }
}
