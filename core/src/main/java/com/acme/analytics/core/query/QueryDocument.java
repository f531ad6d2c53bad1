package com.acme.analytics.core.query;

import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.time.Instant;

/** The body of {@code POST /v2/query}: the parts of a query, or a statement in SQL. */
public sealed interface QueryDocument {
  /** Room for every part at its longest, and for any statement that a person would read. */
  int MAX_BYTES = 64 * 1024;

  /** A query by its parts. */
  record Parts(QueryDraft draft) implements QueryDocument {
    /**
     * The query, with what was left out as the defaults say.
     *
     * @throws ProblemException invalid_query with a JSON pointer to the member
     */
    public Query complete(QueryDefaults defaults, Instant now) {
      try {
        return defaults.complete(draft, now);
      } catch (ProblemException e) {
        Problem problem = e.problem();
        throw new ProblemException(
            new Problem(problem.code(), problem.detail(), "/" + problem.pointer()), e);
      }
    }
  }

  /** A query in SQL, its text not looked into yet. */
  record Sql(String statement) implements QueryDocument {}

  /**
   * Reads a body, strictly: a member misspelt must not be one ignored.
   *
   * @param body UTF-8 JSON
   * @throws ProblemException malformed_json, body_too_large, or invalid_query with a JSON pointer
   *     to the member
   */
  static QueryDocument read(byte[] body) {
    return QueryDocumentReader.read(body);
  }
}
