package com.acme.analytics.functions.query.plan;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import java.time.Instant;
import java.util.Optional;

/** The lake holds every event, so it answers whatever no faster tier can. */
record LakeAnswersTheRest(Ownership ownership) implements SliceRule {
  @Override
  public Optional<Slice> claim(Query query, TimeRange open, Instant now) {
    return open.since(ownership.lakeFrom(now))
        .map(range -> new Slice(Tier.LAKE, range, reason(query, range, now)));
  }

  private String reason(Query query, TimeRange range, Instant now) {
    if (range.to().compareTo(ownership.warmFrom(now)) <= 0) {
      return "it is older than what the warm tier holds";
    }
    return WarmRollup.objection(query)
        .orElse("it is no whole minute that the warm tier has taken in");
  }
}
