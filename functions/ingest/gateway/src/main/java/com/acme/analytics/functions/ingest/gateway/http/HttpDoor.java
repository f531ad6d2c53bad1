package com.acme.analytics.functions.ingest.gateway.http;

import static com.acme.analytics.functions.http.HttpResponse.problem;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.functions.ingest.gateway.admission.Admission;
import com.acme.analytics.functions.ingest.gateway.admission.CountedRequest;
import com.acme.analytics.functions.ingest.gateway.admission.Unpacking;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The HTTP routes: takes a body in, within bounds, and lets the endpoint answer. The endpoint
 * blocks, so it runs where blocking is cheap.
 */
public final class HttpDoor implements HttpService {
  private final Endpoint endpoint;
  private final Admission admission;
  private final Unpacking unpacking;
  private final IngestMetrics metrics;
  private final InstantSource clock;
  private final Executor blocking;

  /**
   * A door.
   *
   * @param clock says when a request came in
   * @param blocking runs a request's blocking part, each on a thread of its own
   */
  public HttpDoor(
      Endpoint endpoint,
      Admission admission,
      Unpacking unpacking,
      IngestMetrics metrics,
      InstantSource clock,
      Executor blocking) {
    this.endpoint = endpoint;
    this.admission = admission;
    this.unpacking = unpacking;
    this.metrics = metrics;
    this.clock = clock;
    this.blocking = blocking;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Instant receivedAt = clock.instant();
    Admission.Stay stay;
    try {
      stay = admission.enter();
    } catch (ProblemException e) {
      return refuse(e).toHttpResponse();
    }
    var unused = context.log().whenComplete().thenRun(stay::close);
    CompletableFuture<HttpResponse> answer =
        new CountedRequest(request, stay)
            .aggregate()
            .thenApply(whole -> new IncomingRequest(context, whole, receivedAt))
            .thenApplyAsync(this::answer, blocking)
            .exceptionally(this::refuse)
            .thenApply(AggregatedHttpResponse::toHttpResponse);
    return HttpResponse.of(answer);
  }

  private AggregatedHttpResponse answer(IncomingRequest incoming) {
    // It was for the client to send in time; from here on Kafka's producer bounds the time.
    incoming.context().clearRequestTimeout();
    return incoming.isCompressed() ? unpacking.inPlace(() -> post(incoming)) : post(incoming);
  }

  private AggregatedHttpResponse post(IncomingRequest incoming) {
    return new Answer(endpoint.post(incoming.toRequest())).toResponse();
  }

  /** Answers what was refused here; the server answers the rest, such as a body cut off. */
  private AggregatedHttpResponse refuse(Throwable failure) {
    if (Exceptions.peel(failure) instanceof ProblemException refusal) {
      metrics.refused(refusal.problem().code());
      return new Answer(problem(refusal.problem())).toResponse();
    }
    return Exceptions.throwUnsafely(failure);
  }
}
