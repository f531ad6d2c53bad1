package com.acme.analytics.functions.ingest.gateway.grpc;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.ingest.v2.IngestSummary;
import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A problem as gRPC says it: a status, the code as trailer {@code acme-code}, and Google's error
 * model in the details, with the time to retry after where a retry may help.
 *
 * @param retryAfter empty where the same call would be refused again
 * @see <a href="https://grpc.io/docs/guides/error/#richer-error-model">the error model</a>
 */
record GrpcProblem(Problem problem, Optional<Duration> retryAfter) {
  /** The trailer that carries the error code. */
  static final Metadata.Key<String> CODE =
      Metadata.Key.of("acme-code", Metadata.ASCII_STRING_MARSHALLER);

  private static final Logger LOG = LoggerFactory.getLogger(GrpcProblem.class);
  private static final String DOMAIN = "acme.ingest.v2";
  private static final Duration RETRY_SOON = Duration.ofSeconds(2);

  /** What a failure is to the client; one that nobody foresaw is logged. */
  static GrpcProblem of(Throwable failure) {
    return switch (failure) {
      case LimitedBatchException e -> new GrpcProblem(e.problem(), Optional.of(e.retryAfter()));
      case ProblemException e -> {
        LOG.atInfo().setCause(e.getCause()).log("refused: {}", e.problem().code().code());
        yield of(e.problem());
      }
      default -> {
        LOG.error("unexpected", failure);
        yield of(new Problem(ErrorCode.INTERNAL, "the call can't be served"));
      }
    };
  }

  static GrpcProblem of(Problem problem) {
    return new GrpcProblem(
        problem, problem.code().status() == 503 ? Optional.of(RETRY_SOON) : Optional.empty());
  }

  ErrorCode code() {
    return problem.code();
  }

  /** The status and its trailers, for a call that has no summary. */
  StatusRuntimeException toException() {
    return toException(status().build());
  }

  /** The status and its trailers, with what a stream had achieved. */
  StatusRuntimeException toException(IngestSummary summary) {
    return toException(status().addDetails(Any.pack(summary)).build());
  }

  private StatusRuntimeException toException(com.google.rpc.Status status) {
    Metadata trailers = new Metadata();
    trailers.put(CODE, problem.code().code());
    return StatusProto.toStatusRuntimeException(status, trailers);
  }

  private com.google.rpc.Status.Builder status() {
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder()
            .setCode(statusCode().value())
            .setMessage(problem.detail())
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setReason(problem.code().code())
                        .setDomain(DOMAIN)
                        .putMetadata("pointer", problem.pointer())
                        .build()));
    retryAfter.ifPresent(
        delay ->
            status.addDetails(
                Any.pack(
                    RetryInfo.newBuilder()
                        .setRetryDelay(
                            com.google.protobuf.Duration.newBuilder()
                                .setSeconds(delay.toSeconds())
                                .setNanos(delay.toNanosPart()))
                        .build())));
    return status;
  }

  private Code statusCode() {
    return switch (problem.code().status()) {
      case 401 -> Code.UNAUTHENTICATED;
      case 403 -> Code.PERMISSION_DENIED;
      case 408 -> Code.DEADLINE_EXCEEDED;
      case 429 -> Code.RESOURCE_EXHAUSTED;
      case 500 -> Code.INTERNAL;
      case 503 -> Code.UNAVAILABLE;
      default -> Code.INVALID_ARGUMENT;
    };
  }
}
