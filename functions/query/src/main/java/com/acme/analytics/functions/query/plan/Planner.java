package com.acme.analytics.functions.query.plan;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a query's time into slices. The rules are asked in their order, fastest tier first, for each
 * part that is still open: so every moment has one tier, and none is counted twice.
 */
public final class Planner {
  private final List<SliceRule> rules;

  /**
   * A planner over all tiers.
   *
   * @param warm how far the warm tier has come; asked only for queries that reach beyond the hot
   *     tier
   * @param declarations what the warm tier has of each customer; asked only for queries of
   *     properties that reach beyond the hot tier
   */
  public Planner(Ownership ownership, Progress warm, Declarations declarations) {
    this.rules =
        List.of(
            new HotOwnsTheNewest(ownership),
            new WarmAnswersWholeMinutes(ownership, declarations, warm),
            new LakeAnswersTheRest(ownership, declarations));
  }

  /**
   * Plans a customer's query.
   *
   * @param now when it was received
   */
  public Plan plan(CustomerId customer, Query query, Instant now) {
    List<TimeRange> open = List.of(query.range());
    List<Slice> slices = new ArrayList<>();
    for (SliceRule rule : rules) {
      List<TimeRange> left = new ArrayList<>();
      for (TimeRange range : open) {
        Optional<Slice> slice = rule.claim(customer, query, range, now);
        slice.ifPresent(slices::add);
        slice.ifPresentOrElse(
            claimed -> left.addAll(range.without(claimed.range())), () -> left.add(range));
      }
      open = left;
    }
    slices.sort(Comparator.comparing(slice -> slice.range().from()));
    return new Plan(query, slices, open);
  }
}
