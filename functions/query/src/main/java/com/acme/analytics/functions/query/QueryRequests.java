package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.QueryDefaults;
import com.acme.analytics.core.query.QueryDocument;
import com.acme.analytics.core.query.QueryDraft;
import com.acme.analytics.core.query.QueryParameters;
import com.acme.analytics.functions.query.sql.LakeSelect;
import com.acme.analytics.functions.query.sql.ProjectedColumn;
import com.acme.analytics.functions.query.sql.ProjectedQuery;
import com.acme.analytics.functions.query.sql.SqlCompiler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a request asks, for whoever answers it: at once, as a job, or not at all.
 *
 * @param defaults what a query is where the request says nothing
 */
record QueryRequests(QueryDefaults defaults) {
  /**
   * Reads a body.
   *
   * @param document JSON, as {@link QueryDocument} reads it
   * @param now when it was received
   * @throws ProblemException when it can't be read
   */
  QueryRequest read(byte[] document, Instant now) {
    QueryDocument read = QueryDocument.read(document);
    return new QueryRequest(
        asked(read, now), read.waits(), new String(document, StandardCharsets.UTF_8));
  }

  private RequestedQuery asked(QueryDocument document, Instant now) {
    return switch (document) {
      case QueryDocument.Parts parts -> whole(parts.complete(defaults, now));
      case QueryDocument.Sql(String statement, var _) ->
          switch (new SqlCompiler(defaults).compile(statement, now)) {
            case ProjectedQuery(Query query, List<ProjectedColumn> columns) ->
                new RequestedQuery.OfTiers(query, Optional.of(columns));
            case LakeSelect select -> new RequestedQuery.OfLake(select);
          };
    };
  }

  private static RequestedQuery whole(Query query) {
    return new RequestedQuery.OfTiers(query, Optional.empty());
  }

  /**
   * Reads flat parameters.
   *
   * @param now when they were received
   * @throws ProblemException when they can't be read
   */
  QueryRequest read(Map<String, String> flat, Instant now) {
    QueryDraft draft = QueryParameters.draft(flat);
    return new QueryRequest(
        whole(defaults.complete(draft, now)), QueryParameters.waits(flat), QueryDocument.of(draft));
  }

  /** The query that flat parameters ask, without what else they say. */
  Query query(Map<String, String> flat, Instant now) {
    return new QueryParameters(defaults).parse(flat, now);
  }
}
