package com.acme.analytics.functions.query;

import com.acme.analytics.core.query.QueryDefaults;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * {@code GET /v2/query}, {@code POST /v2/query} and {@code GET /v2/query/explain}: who asks, what
 * is asked, and every way to refuse it. What the lake has a part in becomes a job, unless the
 * caller waits.
 */
final class QueryEndpoint {
  /** The route whose body is the query, as API Gateway names it. */
  static final String POST_ROUTE = "POST /v2/query";

  /** The route that tells how a query would be answered, as API Gateway names it. */
  static final String EXPLAIN = "GET /v2/query/explain";

  private final ApiKeyAuthenticator authenticator;
  private final QueryRequests requests;
  private final RequestAnswers answers;
  private final Jobs jobs;
  private final QueryTelemetry telemetry;
  private final CountedRefusals refusals;
  private final Clock clock;

  QueryEndpoint(
      ApiKeyDirectory keys,
      QueryDefaults defaults,
      RequestAnswers answers,
      Jobs jobs,
      QueryTelemetry telemetry,
      Clock clock) {
    this.authenticator = new ApiKeyAuthenticator(keys);
    this.requests = new QueryRequests(defaults);
    this.answers = answers;
    this.jobs = jobs;
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
    Instant now = clock.instant();
    QueryRequest query =
        request.routeKey().equals(POST_ROUTE)
            ? requests.read(request.body(), now)
            : requests.read(request.query(), now);
    if (!query.waits() && answers.reachesLake(customer, query.asked(), now)) {
      return jobs.begin(customer, query, now);
    }
    Answer answer = answer(customer, query, now);
    telemetry.answered(customer, answer);
    return CacheableResponse.of(request, answer.body());
  }

  private HttpResponse explained(CustomerId customer, Map<String, String> flat) {
    Instant now = clock.instant();
    AnswerBuffer body = new AnswerBuffer(AnswerLimits.REQUEST.bytes());
    answers.explain(customer, requests.query(flat, now), now).write(body);
    return HttpResponse.json(200, body.toByteArray());
  }

  /** Answers a customer's query, uncounted, whichever tiers it needs. */
  Answer answer(CustomerId customer, Map<String, String> flat) {
    Instant now = clock.instant();
    return answer(customer, requests.read(flat, now), now);
  }

  /**
   * Answers a customer's query, uncounted, whichever tiers it needs.
   *
   * @param document JSON, as {@link QueryRequests} reads it
   */
  Answer answer(CustomerId customer, byte[] document) {
    Instant now = clock.instant();
    return answer(customer, requests.read(document, now), now);
  }

  private Answer answer(CustomerId customer, QueryRequest request, Instant now) {
    return answers.answer(customer, request.asked(), now, AnswerObserver.NOBODY);
  }

  /** Begins jobs. */
  @FunctionalInterface
  interface Jobs {
    /** The answer to whoever asked, once the job is queued. */
    HttpResponse begin(CustomerId customer, QueryRequest request, Instant now);
  }
}
