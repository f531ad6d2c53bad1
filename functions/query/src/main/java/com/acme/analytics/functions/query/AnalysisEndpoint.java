package com.acme.analytics.functions.query;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.QueryDefaults;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.query.analysis.Cohort;
import com.acme.analytics.functions.query.analysis.Movers;
import com.acme.analytics.functions.query.analysis.MoversRequest;
import com.acme.analytics.functions.query.analysis.Retention;
import com.acme.analytics.functions.query.analysis.RetentionRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code /v2/analyses}: questions whose answers need several queries, or more than one can say. */
final class AnalysisEndpoint {
  /** The route of the values that changed most, as API Gateway names it. */
  static final String MOVERS = "GET /v2/analyses/movers";

  /** The route of cohorts and their return, as API Gateway names it. */
  static final String RETENTION = "POST /v2/analyses/retention";

  /** The route of ways through sessions, as API Gateway names it. */
  static final String PATHS = "POST /v2/analyses/paths";

  private final ApiKeyAuthenticator authenticator;
  private final QueryDefaults defaults;
  private final QueryAnswers answers;
  private final PathAnswers paths;
  private final QueryTelemetry telemetry;
  private final CountedRefusals refusals;
  private final Clock clock;

  AnalysisEndpoint(
      ApiKeyDirectory keys,
      QueryDefaults defaults,
      QueryAnswers answers,
      PathAnswers paths,
      QueryTelemetry telemetry,
      Clock clock) {
    this.authenticator = new ApiKeyAuthenticator(keys);
    this.defaults = defaults;
    this.answers = answers;
    this.paths = paths;
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
    Answer answer =
        switch (request.routeKey()) {
          case MOVERS -> movers(customer, request.query());
          case RETENTION -> retention(customer, request.body());
          default -> paths(customer, request.body());
        };
    telemetry.answered(customer, answer);
    return CacheableResponse.of(request, answer.body());
  }

  private Answer movers(CustomerId customer, Map<String, String> parameters) {
    long started = System.nanoTime();
    Instant now = clock.instant();
    MoversRequest request = MoversRequest.parse(parameters, defaults, now);
    List<Query> periods = QueryAnswers.periods(request.query());
    List<UnitedGroups> both = answers.united(customer, periods, now, AnswerObserver.NOBODY);
    UnitedGroups current = both.getFirst();
    UnitedGroups previous = both.getLast();
    Movers movers = Movers.of(current.groups(), previous.groups(), request.limit());
    long elapsed = millisSince(started);
    AnswerMeta meta = current.metaWith(previous, /* truncated= */ false, elapsed);
    AnswerBuffer body = new AnswerBuffer(AnswerLimits.REQUEST.bytes());
    new MoversAnswer(periods, movers, meta).write(body);
    return new Answer(body.toByteArray(), movers.up().size() + movers.down().size(), elapsed);
  }

  private Answer retention(CustomerId customer, byte[] document) {
    long started = System.nanoTime();
    Instant now = clock.instant();
    RetentionRequest request = RetentionRequest.parse(document);
    List<UnitedGroups> both =
        answers.united(
            customer, List.of(request.start(), request.back()), now, AnswerObserver.NOBODY);
    UnitedGroups start = both.getFirst();
    UnitedGroups back = both.getLast();
    List<Cohort> cohorts = new Retention(request).cohorts(start.groups(), back.groups());
    long elapsed = millisSince(started);
    AnswerMeta meta = start.metaWith(back, /* truncated= */ false, elapsed).ofIntersections();
    AnswerBuffer body = new AnswerBuffer(AnswerLimits.REQUEST.bytes());
    new RetentionAnswer(cohorts, meta).write(body);
    return new Answer(body.toByteArray(), cohorts.size(), elapsed);
  }

  private Answer paths(CustomerId customer, byte[] document) {
    PathsAnswer answer = paths.answer(customer, document);
    AnswerBuffer body = new AnswerBuffer(AnswerLimits.REQUEST.bytes());
    answer.write(body);
    return new Answer(body.toByteArray(), answer.steps().size(), answer.meta().elapsedMillis());
  }

  private static long millisSince(long started) {
    return Duration.ofNanos(System.nanoTime() - started).toMillis();
  }
}
