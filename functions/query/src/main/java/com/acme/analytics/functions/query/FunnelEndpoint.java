package com.acme.analytics.functions.query;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.definitions.DefinitionTable;
import com.acme.analytics.functions.definitions.StoredDefinition;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.query.funnel.FunnelParameters;
import com.acme.analytics.functions.query.funnel.FunnelRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /v2/funnels/{id}}: what a funnel of the key's customer came to. Another customer's is
 * not found.
 */
final class FunnelEndpoint {
  /** The route, as API Gateway names it. */
  static final String ROUTE = "GET /v2/funnels/{id}";

  private final ApiKeyAuthenticator authenticator;
  private final DefinitionTable funnels;
  private final FunnelAnswers answers;
  private final QueryTelemetry telemetry;
  private final CountedRefusals refusals;
  private final Clock clock;

  FunnelEndpoint(
      ApiKeyDirectory keys,
      DefinitionTable funnels,
      FunnelAnswers answers,
      QueryTelemetry telemetry,
      Clock clock) {
    this.authenticator = new ApiKeyAuthenticator(keys);
    this.funnels = funnels;
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
    String id = request.pathParameters().getOrDefault("id", "");
    return HttpResponse.json(200, answered(customer, id, request.query()));
  }

  /** Answers a customer, in JSON. */
  byte[] answered(CustomerId customer, String id, Map<String, String> query) {
    FunnelAnswer answer = answer(customer, id, query);
    AnswerBuffer body = new AnswerBuffer(AnswerLimits.REQUEST.bytes());
    answer.write(body);
    telemetry.funnelled(customer, answer);
    return body.toByteArray();
  }

  private FunnelAnswer answer(CustomerId customer, String id, Map<String, String> query) {
    Instant now = clock.instant();
    FunnelRequest request = FunnelParameters.parse(id, query, now);
    StoredDefinition stored =
        funnels.find(customer, request.funnel()).orElseThrow(FunnelEndpoint::notFound);
    Funnel funnel = Funnel.fromJson(stored.json());
    if (request.breakdown() && funnel.breakdown().isEmpty()) {
      throw new ProblemException(
          new Problem(
              ErrorCode.INVALID_PARAMETER,
              "breakdown: \"true\" (expected: false, for this funnel is defined without one)",
              "breakdown"));
    }
    Optional<Instant> activeFrom =
        stored.isPublished() ? Optional.of(funnel.activeFrom()) : Optional.empty();
    return answers.answer(funnel, activeFrom, request, now);
  }

  private static ProblemException notFound() {
    return new ProblemException(
        new Problem(ErrorCode.NOT_FOUND, "id: not known (expected: a funnel's)", "id"));
  }
}
