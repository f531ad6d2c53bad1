package com.acme.analytics.functions.query;

import com.acme.analytics.functions.query.partial.MergedGroups;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the tiers together know of a query.
 *
 * @param tiers those that were asked
 * @param partial whether a part of the range is missing: no tier holds it, or one did not answer
 */
record UnitedGroups(
    MergedGroups groups, List<TierReport> tiers, Accuracy accuracy, boolean partial) {

  /** What an answer of these groups says about itself. */
  AnswerMeta meta(boolean truncated, long elapsedMillis) {
    return new AnswerMeta(tiers, accuracy, partial, truncated, elapsedMillis);
  }

  /** What an answer of these groups and of others says about itself. */
  AnswerMeta metaWith(UnitedGroups other, boolean truncated, long elapsedMillis) {
    return new AnswerMeta(
        Stream.concat(tiers.stream(), other.tiers.stream()).toList(),
        accuracy.with(other.accuracy),
        partial || other.partial,
        truncated,
        elapsedMillis);
  }
}
