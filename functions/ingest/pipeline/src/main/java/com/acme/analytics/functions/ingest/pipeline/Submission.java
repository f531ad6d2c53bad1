package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.ingest.enrichment.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * Events as they came in, whatever the protocol.
 *
 * @param credential whose they are; allowed to send
 * @param body UTF-8, not compressed, not copied
 * @param idempotencyKey from which ids derive by index for events without one
 * @param receivedAt when the request came in, to the millisecond
 * @param caller who sent the request
 * @param trace the request's trace context; empty for a new one
 * @param backfill whether the sender declared its events historical
 */
public record Submission(
    Credential credential,
    byte[] body,
    BatchFormat format,
    Optional<String> idempotencyKey,
    Instant receivedAt,
    Caller caller,
    Optional<TraceParent> trace,
    boolean backfill,
    Door door) {

  /**
   * What an HTTP request brought; the caller and the trace are the request's.
   *
   * @param body not compressed any more
   */
  public static Submission of(
      HttpRequest request,
      Credential credential,
      byte[] body,
      BatchFormat format,
      Optional<String> idempotencyKey,
      boolean backfill,
      Door door) {
    return new Submission(
        credential,
        body,
        format,
        idempotencyKey,
        Instant.ofEpochMilli(request.timeEpochMillis()),
        new Caller(
            request.sourceIp(),
            request.header("x-forwarded-for").orElse(""),
            request.header("user-agent").orElse("")),
        request.header(TraceParent.HEADER).flatMap(TraceParent::parse),
        backfill,
        door);
  }
}
