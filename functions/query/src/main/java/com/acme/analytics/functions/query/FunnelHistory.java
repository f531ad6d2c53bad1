package com.acme.analytics.functions.query;

import com.acme.analytics.clickhouse.FunnelSelect;
import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.functions.query.funnel.CohortRange;
import java.util.Optional;

/** Where the cohorts are that the stream has not counted. */
@FunctionalInterface
interface FunnelHistory {
  /** The raw events of the hot tier: what the stream would have counted. */
  FunnelHistory EVENTS =
      (funnel, cohorts) -> {
        FunnelSelect select = FunnelSelect.of(funnel, cohorts.from(), cohorts.to());
        return Optional.of(new ClickHouseStatement(select.sql(), select.parameters()));
      };

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
