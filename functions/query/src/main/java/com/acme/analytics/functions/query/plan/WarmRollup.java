package com.acme.analytics.functions.query.plan;

import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Query;
import java.util.Optional;
import java.util.stream.Stream;

/** What is left of events in the warm tier's rows, and so what it can be asked. */
public final class WarmRollup {
  private WarmRollup() {}

  /** Why the warm tier can't answer, as a sentence; empty when it can. */
  static Optional<String> objection(Query query) {
    return query.measures().stream()
        .filter(Measure.OfProperty.class::isInstance)
        .map(measure -> "the warm tier has no numbers for " + measure.columnName())
        .findFirst()
        .or(
            () ->
                Stream.concat(
                        query.dimensions().stream(),
                        query.filters().stream().map(Filter::dimension))
                    .filter(dimension -> !has(dimension))
                    .map(dimension -> "the warm tier has no dimension " + dimension.columnName())
                    .findFirst());
  }

  private static boolean has(Dimension dimension) {
    return dimension instanceof FixedDimension fixed && FixedDimension.AGGREGATED.contains(fixed);
  }
}
