package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.query.graphql.GraphQlRequest;
import com.acme.analytics.functions.query.graphql.GraphQlService;
import com.acme.analytics.functions.query.graphql.JsonOutput;
import java.util.Map;

/**
 * {@code POST /v2/graphql}: the customer is that of the key. What fails before there is a GraphQL
 * request is a problem document as everywhere; what fails in it is among its errors.
 */
final class GraphQlEndpoint {
  /** The route, as API Gateway names it. */
  static final String ROUTE = "POST /v2/graphql";

  private final ApiKeyAuthenticator authenticator;
  private final GraphQlService service;
  private final QueryTelemetry telemetry;
  private final CountedRefusals refusals;

  GraphQlEndpoint(ApiKeyDirectory keys, GraphQlService service, QueryTelemetry telemetry) {
    this.authenticator = new ApiKeyAuthenticator(keys);
    this.service = service;
    this.telemetry = telemetry;
    this.refusals = new CountedRefusals(telemetry);
  }

  /** Answers a request. */
  HttpResponse handle(HttpRequest request) {
    return refusals.answer(request, () -> answered(request));
  }

  private HttpResponse answered(HttpRequest request) {
    CustomerId customer = authenticator.authenticate(request, Scope.QUERY).customer();
    return HttpResponse.json(200, answer(customer, GraphQlRequest.read(request.body())));
  }

  /** Answers a customer. */
  byte[] answer(CustomerId customer, GraphQlRequest request) {
    Map<String, Object> answer = service.answer(customer, request);
    try {
      return written(answer);
    } catch (ProblemException e) {
      // Together the answers are over what a function can answer.
      telemetry.refused(e);
      return written(GraphQlService.answer(e.problem()));
    }
  }

  private static byte[] written(Map<String, Object> answer) {
    AnswerBuffer body = new AnswerBuffer(AnswerLimits.REQUEST.bytes());
    JsonOutput.write(answer, body);
    return body.toByteArray();
  }
}
