package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.QueryParameters;
import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.identity.DirectoryUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** {@code GET /v2/query}: who asks, what is asked, and every way to refuse it. */
final class QueryEndpoint {
  private static final String API_KEY_HEADER = "X-Api-Key";
  private static final String RETRY_AFTER_SECONDS = "2";

  private final ApiKeyDirectory keys;
  private final QueryParameters parameters;
  private final HotTierAnswers answers;
  private final QueryTelemetry telemetry;
  private final Clock clock;

  QueryEndpoint(
      ApiKeyDirectory keys,
      QueryParameters parameters,
      HotTierAnswers answers,
      QueryTelemetry telemetry,
      Clock clock) {
    this.keys = keys;
    this.parameters = parameters;
    this.answers = answers;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  /** Answers a request; whatever goes wrong is a problem document. */
  HttpResponse handle(HttpRequest request) {
    try {
      CustomerId customer = customer(request);
      HotTierAnswers.Answer answer = answer(customer, request.query());
      telemetry.answered(customer, answer);
      return HttpResponse.json(200, answer.body());
    } catch (ProblemException e) {
      telemetry.refused(e);
      return response(e.problem());
    } catch (RuntimeException e) {
      ProblemException unexpected =
          new ProblemException(
              new Problem(ErrorCode.INTERNAL, "request " + request.requestId() + " failed"), e);
      telemetry.refused(unexpected);
      return response(unexpected.problem());
    }
  }

  /** Answers a customer's query, uncounted. */
  HotTierAnswers.Answer answer(CustomerId customer, Map<String, String> flat) {
    Instant now = clock.instant();
    return answers.answer(customer, parameters.parse(flat, now), now);
  }

  /** The answer that carries a problem; a store that is away is worth another try soon. */
  static HttpResponse response(Problem problem) {
    HttpResponse response = HttpResponse.problem(problem);
    return problem.code() == ErrorCode.STORE_UNAVAILABLE
        ? response.withHeader("retry-after", RETRY_AFTER_SECONDS)
        : response;
  }

  private CustomerId customer(HttpRequest request) {
    String key =
        request
            .header("x-api-key")
            .filter(value -> !value.isBlank())
            .orElseThrow(
                () ->
                    refusal(
                        ErrorCode.MISSING_API_KEY, "X-Api-Key: missing (expected: an API key)"));
    try {
      return keys.customerOf(ApiKey.of(key))
          .orElseThrow(
              () ->
                  refusal(
                      ErrorCode.UNKNOWN_API_KEY,
                      "X-Api-Key: not known (expected: a key that is not revoked)"));
    } catch (DirectoryUnavailableException e) {
      throw new ProblemException(
          new Problem(
              ErrorCode.STORE_UNAVAILABLE, "the API keys can't be read; retry", API_KEY_HEADER),
          e);
    }
  }

  private static ProblemException refusal(ErrorCode code, String detail) {
    return new ProblemException(new Problem(code, detail, API_KEY_HEADER));
  }
}
