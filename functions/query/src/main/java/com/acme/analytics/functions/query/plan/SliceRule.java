package com.acme.analytics.functions.query.plan;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Instant;
import java.util.Optional;

/** Gives time to a tier. */
interface SliceRule {
  /**
   * The part that the rule's tier is to answer.
   *
   * @param open time that no rule before has given away
   * @param now when the query was received
   * @return a slice within it; empty when the tier is not to answer any of it
   */
  Optional<Slice> claim(CustomerId customer, Query query, TimeRange open, Instant now);
}
