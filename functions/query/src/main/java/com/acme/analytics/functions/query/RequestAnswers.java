package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Instant;

/** Answers whatever a request can ask. */
final class RequestAnswers {
  private final QueryAnswers tiers;
  private final SelectAnswers lake;
  private final int maxBytes;

  /**
   * Answers by these.
   *
   * @param maxBytes of an answer
   */
  RequestAnswers(QueryAnswers tiers, SelectAnswers lake, int maxBytes) {
    this.tiers = tiers;
    this.lake = lake;
    this.maxBytes = maxBytes;
  }

  /** Whether the lake has a part in the answer, so that it takes seconds or minutes. */
  boolean reachesLake(CustomerId customer, RequestedQuery asked, Instant now) {
    return switch (asked) {
      case RequestedQuery.OfTiers(var query, var _) -> tiers.reachesLake(customer, query, now);
      case RequestedQuery.OfLake _ -> true;
    };
  }

  /**
   * Computes the answer. An interrupt of the thread ends what runs in the tiers; the answer is a
   * {@link ProblemException} then.
   *
   * @param now when the request was received
   * @throws ProblemException when no tier can answer, or one not within its limits
   */
  Answer answer(CustomerId customer, RequestedQuery asked, Instant now, AnswerObserver observer) {
    return switch (asked) {
      case RequestedQuery.OfTiers(var query, var columns) -> {
        Answer whole = tiers.answer(customer, query, now, observer);
        yield columns
            .map(wanted -> whole.withBody(ProjectedAnswer.of(whole.body(), wanted, maxBytes)))
            .orElse(whole);
      }
      case RequestedQuery.OfLake(var select) -> lake.answer(customer, select, now, observer);
    };
  }

  /** How {@link #answer} would go about a query. */
  Explanation explain(CustomerId customer, Query query, Instant now) {
    return tiers.explain(customer, query, now);
  }
}
