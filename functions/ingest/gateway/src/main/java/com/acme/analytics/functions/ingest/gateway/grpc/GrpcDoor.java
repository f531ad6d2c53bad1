package com.acme.analytics.functions.ingest.gateway.grpc;

import com.acme.analytics.functions.ingest.gateway.admission.Admission;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.ingest.v2.EventIngestGrpc;
import com.acme.analytics.ingest.v2.IngestRequest;
import com.acme.analytics.ingest.v2.IngestResponse;
import com.acme.analytics.ingest.v2.IngestSummary;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** The calls of {@code docs/formats/ingest.proto}. */
final class GrpcDoor implements EventIngestGrpc.AsyncService {
  private final GrpcBatches batches;
  private final OpenStreams streams;
  private final IngestMetrics metrics;
  private final InstantSource clock;
  private final Executor blocking;

  GrpcDoor(
      GrpcBatches batches,
      OpenStreams streams,
      IngestMetrics metrics,
      InstantSource clock,
      Executor blocking) {
    this.batches = batches;
    this.streams = streams;
    this.metrics = metrics;
    this.clock = clock;
    this.blocking = blocking;
  }

  @Override
  public void ingest(IngestRequest request, StreamObserver<IngestResponse> responses) {
    ServiceRequestContext context = ServiceRequestContext.current();
    // It was for the client to send in time; from here on Kafka's producer bounds the time.
    context.clearRequestTimeout();
    Instant receivedAt = clock.instant();
    GrpcCaller caller = GrpcCaller.of(context);
    Admission.Stay stay = GrpcGate.stayOf(context);
    leaveQuietly(responses);
    blocking.execute(
        () -> {
          try {
            stay.hold(request.getSerializedSize());
            responses.onNext(batches.submit(caller, caller.idempotencyKey(), receivedAt, request));
            responses.onCompleted();
          } catch (RuntimeException e) {
            GrpcProblem problem = GrpcProblem.of(e);
            metrics.refused(problem.code());
            responses.onError(problem.toException());
          }
        });
  }

  @Override
  public StreamObserver<IngestRequest> ingestStream(StreamObserver<IngestSummary> responses) {
    ServiceRequestContext context = ServiceRequestContext.current();
    ServerCallStreamObserver<IngestSummary> answer = leaveQuietly(responses);
    answer.disableAutoRequest();
    StreamedBatches stream =
        new StreamedBatches(
            context, batches, GrpcGate.stayOf(context), streams, metrics, clock, blocking, answer);
    GrpcGate.streamOf(context, stream);
    streams.add(stream);
    stream.open();
    return stream;
  }

  /** With a handler for it, answering a client that has gone does nothing instead of throwing. */
  private static <T> ServerCallStreamObserver<T> leaveQuietly(StreamObserver<T> responses) {
    ServerCallStreamObserver<T> answer = (ServerCallStreamObserver<T>) responses;
    answer.setOnCancelHandler(() -> {});
    return answer;
  }
}
