package com.acme.analytics.functions.query.analysis;

import com.acme.analytics.core.json.JsonMembers;
import com.acme.analytics.core.json.Refusals;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.QueryDocument;
import java.nio.charset.StandardCharsets;

/** The body of an analysis: UTF-8 JSON, no larger than that of a query. */
final class AnalysisBody {
  private AnalysisBody() {}

  /**
   * Its members.
   *
   * @throws ProblemException malformed_json or body_too_large
   */
  static JsonMembers members(byte[] body, Refusals refusals) {
    if (body.length > QueryDocument.MAX_BYTES) {
      throw new ProblemException(
          new Problem(
              ErrorCode.BODY_TOO_LARGE,
              "body: %d bytes (expected: at most %d)"
                  .formatted(body.length, QueryDocument.MAX_BYTES)));
    }
    return JsonMembers.of(new String(body, StandardCharsets.UTF_8), refusals);
  }
}
