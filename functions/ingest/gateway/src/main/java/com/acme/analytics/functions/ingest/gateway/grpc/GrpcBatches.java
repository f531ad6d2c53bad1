package com.acme.analytics.functions.ingest.gateway.grpc;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.ingest.pipeline.BatchFormat;
import com.acme.analytics.functions.ingest.pipeline.Door;
import com.acme.analytics.functions.ingest.pipeline.Ingestion;
import com.acme.analytics.functions.ingest.pipeline.Outcome;
import com.acme.analytics.functions.ingest.pipeline.Refusal;
import com.acme.analytics.functions.ingest.pipeline.Submission;
import com.acme.analytics.ingest.v2.IngestRequest;
import com.acme.analytics.ingest.v2.IngestResponse;
import com.acme.analytics.ingest.v2.Result;
import java.time.Instant;
import java.util.Optional;

/** Takes one message's batch in and says what became of it, as {@code POST /v2/events} does. */
final class GrpcBatches {
  private final ApiKeyAuthenticator authenticator;
  private final Ingestion ingestion;

  GrpcBatches(ApiKeyAuthenticator authenticator, Ingestion ingestion) {
    this.authenticator = authenticator;
    this.ingestion = ingestion;
  }

  /**
   * Blocks until Kafka has the events or doesn't.
   *
   * @param idempotencyKey counts where the request has none of its own
   * @throws ProblemException where the batch as a whole is refused
   * @throws LimitedBatchException where the rate limit has no room for any of it
   */
  IngestResponse submit(
      GrpcCaller caller,
      Optional<String> idempotencyKey,
      Instant receivedAt,
      IngestRequest request) {
    Credential credential = authenticator.authenticate(caller.apiKey(), Scope.INGEST);
    String ownKey = request.getIdempotencyKey();
    Outcome outcome =
        ingestion.submit(
            new Submission(
                credential,
                new BatchJson(request).toBytes(),
                BatchFormat.JSON,
                ownKey.isEmpty() ? idempotencyKey : Optional.of(ownKey),
                receivedAt,
                caller.caller(),
                caller.trace(),
                request.getBackfill(),
                Door.GRPC));
    if (outcome.grant().granted() == 0) {
      throw new LimitedBatchException(outcome.grant());
    }
    return answer(outcome);
  }

  private static IngestResponse answer(Outcome outcome) {
    IngestResponse.Builder answer =
        IngestResponse.newBuilder()
            .setAccepted(outcome.accepted().size())
            .setRejected(outcome.rejected())
            .setRetryAfterMs(outcome.grant().retryAfter().toMillis());
    for (Refusal refusal : outcome.refusals()) {
      answer.addResults(
          Result.newBuilder()
              .setIndex(refusal.index())
              .setEventId(refusal.eventId().map(Object::toString).orElse(""))
              .setStatus(
                  switch (refusal.status()) {
                    case REJECTED -> Result.Status.STATUS_REJECTED;
                    case RETRY -> Result.Status.STATUS_RETRY;
                  })
              .setCode(refusal.code().code())
              .setPointer(refusal.pointer())
              .setDetail(refusal.detail()));
    }
    return answer.build();
  }
}
