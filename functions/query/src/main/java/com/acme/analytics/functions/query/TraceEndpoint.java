package com.acme.analytics.functions.query;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.query.trace.EventTrace;
import com.acme.analytics.functions.query.trace.Trace;
import com.acme.analytics.functions.query.trace.TraceAnswer;
import com.acme.analytics.functions.query.trace.TraceParameters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * {@code GET /v2/events/{event_id}/trace}: where an event of the key's customer is. An event that
 * is not found is an answer too: it says where was looked, and the event may still be under way.
 */
final class TraceEndpoint {
  /** The route, as API Gateway names it. */
  static final String ROUTE = "GET /v2/events/{event_id}/trace";

  private final ApiKeyAuthenticator authenticator;
  private final TraceParameters parameters;
  private final EventTrace trace;
  private final QueryTelemetry telemetry;
  private final CountedRefusals refusals;
  private final Clock clock;

  TraceEndpoint(
      ApiKeyDirectory keys,
      TraceParameters parameters,
      EventTrace trace,
      QueryTelemetry telemetry,
      Clock clock) {
    this.authenticator = new ApiKeyAuthenticator(keys);
    this.parameters = parameters;
    this.trace = trace;
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
    String eventId = request.pathParameters().getOrDefault("event_id", "");
    Answer answer = answer(customer, eventId, request.query());
    telemetry.traced(customer, answer.trace(), answer.elapsedMillis());
    return HttpResponse.json(200, answer.body());
  }

  /** A trace and how long it took. */
  record Answer(Trace trace, long elapsedMillis) {
    byte[] body() {
      return TraceAnswer.of(trace, elapsedMillis);
    }
  }

  /** Answers a customer, uncounted. */
  Answer answer(CustomerId customer, String eventId, Map<String, String> query) {
    long started = System.nanoTime();
    Instant now = clock.instant();
    Trace found = trace.of(parameters.parse(customer, eventId, query, now));
    return new Answer(found, Duration.ofNanos(System.nanoTime() - started).toMillis());
  }
}
