package com.acme.analytics.functions.query;

import com.acme.analytics.core.query.QueryDefaults;
import com.acme.analytics.core.query.QueryDocument;
import com.acme.analytics.core.query.QueryParameters;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.query.sql.CompiledSql;
import com.acme.analytics.functions.query.sql.SqlCompiler;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * {@code GET /v2/query}, {@code POST /v2/query} and {@code GET /v2/query/explain}: who asks, what
 * is asked, and every way to refuse it.
 */
final class QueryEndpoint {
  /** The route whose body is the query, as API Gateway names it. */
  static final String POST_ROUTE = "POST /v2/query";

  /** The route that tells how a query would be answered, as API Gateway names it. */
  static final String EXPLAIN = "GET /v2/query/explain";

  private final ApiKeyAuthenticator authenticator;
  private final QueryDefaults defaults;
  private final QueryParameters parameters;
  private final SqlCompiler sql;
  private final QueryAnswers answers;
  private final QueryTelemetry telemetry;
  private final CountedRefusals refusals;
  private final Clock clock;

  QueryEndpoint(
      ApiKeyDirectory keys,
      QueryDefaults defaults,
      QueryAnswers answers,
      QueryTelemetry telemetry,
      Clock clock) {
    this.authenticator = new ApiKeyAuthenticator(keys);
    this.defaults = defaults;
    this.parameters = new QueryParameters(defaults);
    this.sql = new SqlCompiler(defaults);
    this.answers = answers;
    this.telemetry = telemetry;
    this.refusals = new CountedRefusals(telemetry);
    this.clock = clock;
  }

  /** Answers a request; whatever goes wrong is a problem document. */
  HttpResponse handle(HttpRequest request) {
    return refusals.answer(request, () -> answered(request));
  }

  private HttpResponse answered(HttpRequest request) {
    CustomerId customer = authenticator.authenticate(request, Scope.QUERY).customer();
    if (request.routeKey().equals(EXPLAIN)) {
      return explained(customer, request.query());
    }
    Answer answer =
        request.routeKey().equals(POST_ROUTE)
            ? answer(customer, request.body())
            : answer(customer, request.query());
    telemetry.answered(customer, answer);
    return HttpResponse.json(200, answer.body());
  }

  private HttpResponse explained(CustomerId customer, Map<String, String> flat) {
    Instant now = clock.instant();
    AnswerBuffer body = new AnswerBuffer(AnswerLimits.REQUEST.bytes());
    answers.explain(customer, parameters.parse(flat, now), now).write(body);
    return HttpResponse.json(200, body.toByteArray());
  }

  /** Answers a customer's query, uncounted. */
  Answer answer(CustomerId customer, Map<String, String> flat) {
    Instant now = clock.instant();
    return answers.answer(customer, parameters.parse(flat, now), now);
  }

  /**
   * Answers a customer's query, uncounted.
   *
   * @param document JSON, as {@link QueryDocument} reads it
   */
  Answer answer(CustomerId customer, byte[] document) {
    Instant now = clock.instant();
    return switch (QueryDocument.read(document)) {
      case QueryDocument.Parts parts ->
          answers.answer(customer, parts.complete(defaults, now), now);
      case QueryDocument.Sql(String statement) -> {
        CompiledSql compiled = sql.compile(statement, now);
        Answer whole = answers.answer(customer, compiled.query(), now);
        yield whole.withBody(ProjectedAnswer.of(whole.body(), compiled.columns()));
      }
    };
  }
}
