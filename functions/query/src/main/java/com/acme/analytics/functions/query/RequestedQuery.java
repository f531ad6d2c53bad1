package com.acme.analytics.functions.query;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.functions.query.sql.LakeSelect;
import com.acme.analytics.functions.query.sql.ProjectedColumn;
import java.util.List;
import java.util.Optional;

/** What a request asks. */
sealed interface RequestedQuery {
  /**
   * A query, and what of its answer is wanted.
   *
   * @param columns of the answer, in order; empty for all of the query's own
   */
  record OfTiers(Query query, Optional<List<ProjectedColumn>> columns) implements RequestedQuery {}

  /** A statement that only the lake can run. */
  record OfLake(LakeSelect select) implements RequestedQuery {}
}
