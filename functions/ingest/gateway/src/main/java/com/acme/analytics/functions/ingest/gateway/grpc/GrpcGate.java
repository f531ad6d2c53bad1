package com.acme.analytics.functions.ingest.gateway.grpc;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.ingest.gateway.admission.Admission;
import com.acme.analytics.functions.ingest.gateway.admission.CountedRequest;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.functions.ingest.pipeline.Ingestion;
import com.acme.analytics.ingest.v2.EventIngestGrpc;
import com.google.protobuf.InvalidProtocolBufferException;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestContext;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.grpc.GrpcService;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.netty.util.AttributeKey;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The gRPC service behind the same bounds as the HTTP routes. What the server itself refuses, such
 * as a message without end, gets the form of every other refusal here.
 */
public final class GrpcGate {
  /** As much as a body may have over HTTP. */
  private static final int MESSAGE_BYTES = 6 * 1024 * 1024;

  private static final AttributeKey<Admission.Stay> STAY =
      AttributeKey.valueOf(GrpcGate.class, "STAY");
  private static final AttributeKey<StreamedBatches> STREAM =
      AttributeKey.valueOf(GrpcGate.class, "STREAM");

  private final Admission admission;
  private final IngestMetrics metrics;
  private final GrpcService service;

  /**
   * A gate.
   *
   * @param clock says when a message came in
   * @param blocking runs a message's blocking part, each on a thread of its own
   */
  public GrpcGate(
      ApiKeyAuthenticator authenticator,
      Ingestion ingestion,
      Admission admission,
      OpenStreams streams,
      IngestMetrics metrics,
      InstantSource clock,
      Executor blocking) {
    this.admission = admission;
    this.metrics = metrics;
    GrpcDoor door =
        new GrpcDoor(new GrpcBatches(authenticator, ingestion), streams, metrics, clock, blocking);
    this.service =
        GrpcService.builder()
            .addService(EventIngestGrpc.bindService(door))
            .supportedSerializationFormats(GrpcSerializationFormats.PROTO)
            .maxRequestMessageLength(MESSAGE_BYTES)
            .useClientTimeoutHeader(false)
            .exceptionHandler(this::statusOf)
            .build();
  }

  /** The service. */
  public GrpcService service() {
    return service;
  }

  /** Lets a call in, within bounds; decorates the service. */
  public HttpResponse serve(HttpService next, ServiceRequestContext context, HttpRequest request)
      throws Exception {
    Admission.Stay stay;
    try {
      stay = admission.enter();
    } catch (ProblemException e) {
      return refuse(GrpcProblem.of(e));
    }
    context.setAttr(STAY, stay);
    var unused = context.log().whenComplete().thenRun(stay::close);
    HttpRequest counted = new CountedRequest(request, stay);
    context.updateRequest(counted);
    return next.serve(context, counted);
  }

  static Admission.Stay stayOf(ServiceRequestContext context) {
    return context.attr(STAY);
  }

  static void streamOf(ServiceRequestContext context, StreamedBatches stream) {
    context.setAttr(STREAM, stream);
  }

  /** An answer that is trailers only, as gRPC allows before anything else was sent. */
  private HttpResponse refuse(GrpcProblem problem) {
    metrics.refused(problem.code());
    Status status = problem.toException().getStatus();
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .set("content-type", "application/grpc")
            .set("grpc-status", Integer.toString(status.getCode().value()))
            .set("grpc-message", problem.problem().detail())
            .set(GrpcProblem.CODE.name(), problem.code().code())
            .build());
  }

  private Status statusOf(
      RequestContext context, Status status, Throwable cause, Metadata trailers) {
    Optional<Problem> problem = problemOf(status, cause);
    if (trailers.containsKey(GrpcProblem.CODE) || problem.isEmpty()) {
      return status;
    }
    metrics.refused(problem.get().code());
    GrpcProblem answer = GrpcProblem.of(problem.get());
    StreamedBatches stream = context.attr(STREAM);
    StatusRuntimeException refusal =
        stream == null ? answer.toException() : answer.toException(stream.numbers());
    trailers.merge(refusal.getTrailers());
    return refusal.getStatus();
  }

  private static Optional<Problem> problemOf(Status status, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case ProblemException e -> {
          return Optional.of(e.problem());
        }
        case RequestTimeoutException e -> {
          return Optional.of(new Problem(ErrorCode.REQUEST_TIMEOUT, "no message arrived in time"));
        }
        case InvalidProtocolBufferException e -> {
          return Optional.of(
              new Problem(
                  ErrorCode.MALFORMED_REQUEST,
                  "message: not an IngestRequest (expected: protobuf, text in UTF-8)"));
        }
        case ContentTooLargeException e -> {
          return Optional.of(tooLarge());
        }
        default -> {}
      }
    }
    // The server's own; what a rate limit refuses doesn't come by here.
    return status.getCode() == Status.Code.RESOURCE_EXHAUSTED
        ? Optional.of(tooLarge())
        : Optional.empty();
  }

  private static Problem tooLarge() {
    return new Problem(
        ErrorCode.BODY_TOO_LARGE,
        "message: too large (expected: at most %d bytes)".formatted(MESSAGE_BYTES));
  }
}
