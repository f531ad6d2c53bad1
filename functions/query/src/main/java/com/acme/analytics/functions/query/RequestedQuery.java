package com.acme.analytics.functions.query;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.functions.query.sql.ProjectedColumn;
import java.util.List;
import java.util.Optional;

/**
 * A query, and what of its answer is wanted.
 *
 * @param columns of the answer, in order; empty for all of the query's own
 */
record RequestedQuery(Query query, Optional<List<ProjectedColumn>> columns) {
  static RequestedQuery whole(Query query) {
    return new RequestedQuery(query, Optional.empty());
  }

  static RequestedQuery projected(Query query, List<ProjectedColumn> columns) {
    return new RequestedQuery(query, Optional.of(List.copyOf(columns)));
  }

  /**
   * What is wanted of the query's own answer.
   *
   * @throws com.acme.analytics.core.problem.ProblemException when it is too large
   */
  Answer of(Answer whole, AnswerLimits limits) {
    return columns
        .map(wanted -> whole.withBody(ProjectedAnswer.of(whole.body(), wanted, limits.bytes())))
        .orElse(whole);
  }
}
