package com.acme.analytics.functions.query;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.functions.query.funnel.CohortRange;
import java.util.Optional;

/** Where the cohorts are that the stream has not counted. */
@FunctionalInterface
interface FunnelHistory {
  /** There is none: cohorts of before a funnel was active are left out. */
  FunnelHistory NONE = (funnel, cohorts, parameters) -> Optional.empty();

  /**
   * A SELECT of the columns value, step, members, users and histogram, as the table of cohorts
   * has them, for each minute or for several together.
   *
   * @param cohorts at least one minute
   * @param parameters to which the statement's values go, the customer first
   */
  Optional<String> select(Funnel funnel, CohortRange cohorts, BoundParameters parameters);
}
