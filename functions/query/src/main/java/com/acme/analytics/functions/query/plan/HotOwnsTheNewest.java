package com.acme.analytics.functions.query.plan;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Instant;
import java.util.Optional;

/**
 * The hot tier answers for all that it is sure to hold: it is the fastest and can answer anything.
 */
record HotOwnsTheNewest(Ownership ownership) implements SliceRule {
  @Override
  public Optional<Slice> claim(CustomerId customer, Query query, TimeRange open, Instant now) {
    return open.since(ownership.hotFrom(now))
        .map(range -> new Slice(Tier.HOT, range, "the hot tier holds it and is the fastest"));
  }
}
