package com.acme.analytics.functions.query.plan;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import java.util.List;

/**
 * How a query is answered.
 *
 * @param slices in the order of time; no two overlap
 * @param unheld parts of the query's time that no tier holds
 */
public record Plan(Query query, List<Slice> slices, List<TimeRange> unheld) {
  public Plan {
    slices = List.copyOf(slices);
    unheld = List.copyOf(unheld);
  }

  /** Whether one tier answers, so that its answer needs no merging. */
  public boolean isWholeIn(Tier tier) {
    return slices.size() == 1 && slices.getFirst().tier() == tier;
  }
}
