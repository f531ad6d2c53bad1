package com.acme.analytics.functions.query;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.functions.query.funnel.CohortRange;
import java.util.Optional;

/** Where the cohorts are that the stream has not counted. */
@FunctionalInterface
interface FunnelHistory {
  /** There is none: cohorts of before a funnel was active are left out. */
  FunnelHistory NONE = (funnel, cohorts) -> Optional.empty();

  /**
   * A SELECT with the columns value, step, members, users and histogram of the table of cohorts,
   * for each minute or for several together.
   *
   * @param cohorts at least one minute
   */
  Optional<ClickHouseStatement> select(Funnel funnel, CohortRange cohorts);
}
