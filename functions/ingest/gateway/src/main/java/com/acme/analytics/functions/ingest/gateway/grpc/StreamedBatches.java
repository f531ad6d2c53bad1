package com.acme.analytics.functions.ingest.gateway.grpc;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.functions.ingest.gateway.admission.Admission;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.ingest.v2.IngestRequest;
import com.acme.analytics.ingest.v2.IngestSummary;
import com.linecorp.armeria.common.util.TimeoutMode;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * One client's stream of batches. The next message is asked for when the last one's events are in
 * Kafka, so that a client can't send faster than Kafka takes in.
 */
final class StreamedBatches implements StreamObserver<IngestRequest> {
  /** How long a client may think between two messages. */
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(1);

  /** What a message holds on its way in besides itself. */
  private static final int FRAME_BYTES = 64;

  private final ServiceRequestContext context;
  private final GrpcCaller caller;
  private final GrpcBatches batches;
  private final Admission.Stay stay;
  private final OpenStreams streams;
  private final IngestMetrics metrics;
  private final InstantSource clock;
  private final Executor blocking;
  private final ServerCallStreamObserver<IngestSummary> answer;
  private final StreamTotals totals = new StreamTotals();
  private boolean busy;
  private boolean halfClosed;
  private boolean draining;
  private boolean over;

  StreamedBatches(
      ServiceRequestContext context,
      GrpcBatches batches,
      Admission.Stay stay,
      OpenStreams streams,
      IngestMetrics metrics,
      InstantSource clock,
      Executor blocking,
      ServerCallStreamObserver<IngestSummary> answer) {
    this.context = context;
    this.caller = GrpcCaller.of(context);
    this.batches = batches;
    this.stay = stay;
    this.streams = streams;
    this.metrics = metrics;
    this.clock = clock;
    this.blocking = blocking;
    this.answer = answer;
  }

  /** Asks for the first message, if the stream may begin at all. */
  synchronized void open() {
    if (caller.idempotencyKey().isPresent()) {
      fail(
          GrpcProblem.of(
              new Problem(
                  ErrorCode.INVALID_IDEMPOTENCY_KEY,
                  "idempotency-key: one for a whole stream (expected: one in each message)",
                  "idempotency-key")));
    } else {
      awaitMessage();
    }
  }

  @Override
  public synchronized void onNext(IngestRequest request) {
    if (!over) {
      busy = true;
      context.clearRequestTimeout();
      Instant receivedAt = clock.instant();
      blocking.execute(() -> take(request, receivedAt));
    }
  }

  /** The client has gone, or the server has given the call up. */
  @Override
  public synchronized void onError(Throwable cause) {
    end();
  }

  @Override
  public synchronized void onCompleted() {
    halfClosed = true;
    if (!busy) {
      proceed();
    }
  }

  /** Ends the stream, after the batch that is under way. */
  synchronized void drain() {
    draining = true;
    if (!busy) {
      proceed();
    }
  }

  /** The numbers so far. */
  synchronized IngestSummary numbers() {
    return totals.numbers();
  }

  private void take(IngestRequest request, Instant receivedAt) {
    int size = request.getSerializedSize();
    try {
      stay.hold(size);
      var response = batches.submit(caller, Optional.empty(), receivedAt, request);
      synchronized (this) {
        totals.add(response);
      }
      settle(Optional.empty());
    } catch (RuntimeException e) {
      settle(Optional.of(GrpcProblem.of(e)));
    } finally {
      stay.release(2L * size + FRAME_BYTES);
    }
  }

  private synchronized void settle(Optional<GrpcProblem> failure) {
    busy = false;
    if (over) {
      return;
    }
    failure.ifPresentOrElse(this::fail, this::proceed);
  }

  private void proceed() {
    if (over) {
      return;
    }
    if (halfClosed) {
      end();
      answer.onNext(totals.summary());
      answer.onCompleted();
    } else if (draining) {
      fail(
          GrpcProblem.of(
              new Problem(ErrorCode.OVERLOADED, "the gateway is going down; open a new stream")));
    } else {
      awaitMessage();
    }
  }

  private void awaitMessage() {
    context.setRequestTimeout(TimeoutMode.SET_FROM_NOW, IDLE_TIMEOUT);
    answer.request(1);
  }

  private void fail(GrpcProblem problem) {
    metrics.refused(problem.code());
    end();
    answer.onError(problem.toException(totals.numbers()));
  }

  private void end() {
    over = true;
    streams.remove(this);
  }
}
