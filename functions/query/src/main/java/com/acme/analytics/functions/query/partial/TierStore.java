package com.acme.analytics.functions.query.partial;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A tier, as one of several that answer a query. */
public interface TierStore {
  /** The most groups of a slice; of more, those with most events are taken. */
  int MAX_GROUPS = 100_000;

  /**
   * Computes the groups of a slice.
   *
   * @param range within the query's, and within what the tier holds
   * @param groups is told each group once, at most {@link #MAX_GROUPS} + 1 of them; the one too
   *     many says that there are others
   * @throws com.acme.analytics.core.problem.ProblemException when the tier can't answer, or not
   *     within its limits
   */
  void read(CustomerId customer, Query query, TimeRange range, Consumer<PartialRow> groups);

  /**
   * The groups of a slice, as {@link #read} tells them, or as it did before and would again.
   *
   * @throws com.acme.analytics.core.problem.ProblemException as {@link #read}
   */
  default SliceGroups slice(CustomerId customer, Query query, TimeRange range) {
    List<PartialRow> groups = new ArrayList<>();
    read(customer, query, range, groups::add);
    return new SliceGroups(groups, /* cached= */ false);
  }

  /** The statement of {@link #read}, for people. */
  String statement(CustomerId customer, Query query, TimeRange range);

  /**
   * How far behind the tier is, in milliseconds; empty when that can't be told.
   *
   * @throws com.acme.analytics.core.problem.ProblemException when the tier can't answer
   */
  OptionalLong freshnessMillis(CustomerId customer, TimeRange range, Instant now);
}
