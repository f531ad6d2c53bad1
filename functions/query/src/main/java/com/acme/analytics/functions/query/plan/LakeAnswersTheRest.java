package com.acme.analytics.functions.query.plan;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Instant;
import java.util.Optional;

/** The lake holds every event, so it answers whatever no faster tier can. */
record LakeAnswersTheRest(Ownership ownership, Declarations declarations) implements SliceRule {
  @Override
  public Optional<Slice> claim(CustomerId customer, Query query, TimeRange open, Instant now) {
    return open.since(ownership.lakeFrom(now))
        .map(range -> new Slice(Tier.LAKE, range, reason(customer, query, range, now)));
  }

  private String reason(CustomerId customer, Query query, TimeRange range, Instant now) {
    if (range.to().compareTo(ownership.warmFrom(now)) <= 0) {
      return "it is older than what the warm tier holds";
    }
    WarmRollup rollup = WarmRollup.of(customer, query, declarations);
    return rollup
        .objection(query)
        .orElseGet(
            () ->
                range.from().isBefore(rollup.completeFrom(query))
                    ? "it begins before all that is asked for was declared"
                    : "it is no whole minute that the warm tier has taken in");
  }
}
