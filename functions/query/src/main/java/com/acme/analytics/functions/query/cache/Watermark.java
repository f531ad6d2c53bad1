package com.acme.analytics.functions.query.cache;

import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;

/** Tells whether a tier's data has changed. */
@FunctionalInterface
public interface Watermark {
  /**
   * What a slice's data is made of: while it is the same, so are the slice's groups.
   *
   * @return a short text that means nothing to others
   * @throws com.acme.analytics.core.problem.ProblemException when it can't be told now
   */
  String of(CustomerId customer, TimeRange range);
}
