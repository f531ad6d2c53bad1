package com.acme.analytics.functions.query.plan;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The warm tier answers what its rollup can, for the whole minutes that it has taken in since all
 * that is asked for was declared.
 */
record WarmAnswersWholeMinutes(Ownership ownership, Declarations declarations, Progress progress)
    implements SliceRule {
  @Override
  public Optional<Slice> claim(CustomerId customer, Query query, TimeRange open, Instant now) {
    WarmRollup rollup = WarmRollup.of(customer, query, declarations);
    if (rollup.objection(query).isPresent()) {
      return Optional.empty();
    }
    Instant complete = rollup.completeFrom(query);
    Instant committed = progress.committedUntil();
    return open.since(ownership.warmFrom(now))
        .flatMap(held -> held.since(complete))
        .flatMap(held -> held.until(committed))
        .flatMap(WarmAnswersWholeMinutes::wholeMinutes)
        .map(range -> new Slice(Tier.WARM, range, "the warm tier's rollup can answer it"));
  }

  private static Optional<TimeRange> wholeMinutes(TimeRange range) {
    Instant begin =
        range.from().plus(Duration.ofMinutes(1)).minusNanos(1).truncatedTo(ChronoUnit.MINUTES);
    return range
        .since(begin)
        .flatMap(rest -> rest.until(rest.to().truncatedTo(ChronoUnit.MINUTES)));
  }
}
