package com.acme.analytics.functions.ingest.segment;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.ingest.limits.RateLimitHeaders;
import com.acme.analytics.functions.ingest.pipeline.BatchFormat;
import com.acme.analytics.functions.ingest.pipeline.ContentCoding;
import com.acme.analytics.functions.ingest.pipeline.Door;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.functions.ingest.pipeline.Ingestion;
import com.acme.analytics.functions.ingest.pipeline.Outcome;
import com.acme.analytics.functions.ingest.pipeline.Refusal;
import com.acme.analytics.functions.ingest.pipeline.Submission;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Segment's tracking API, {@code POST /v1/track} and its siblings. Its libraries read a status and
 * no more: an event that can't be accepted is kept as a dead letter and answered 200 as Segment
 * does; what should be sent again is answered 429 or 503, and the messages' ids make that harmless.
 */
public final class SegmentEndpoint {
  /** What the keys of its routes begin with. */
  public static final String ROUTES = "POST /v1/";

  private static final Logger LOG = LoggerFactory.getLogger(SegmentEndpoint.class);

  private final ApiKeyAuthenticator authenticator;
  private final Ingestion ingestion;
  private final IngestMetrics metrics;

  public SegmentEndpoint(ApiKeyDirectory directory, Ingestion ingestion, IngestMetrics metrics) {
    this.authenticator = new ApiKeyAuthenticator(directory);
    this.ingestion = Objects.requireNonNull(ingestion, "ingestion");
    this.metrics = Objects.requireNonNull(metrics, "metrics");
  }

  /** The paths that it answers. */
  public static List<String> paths() {
    return Call.paths();
  }

  /** Answers a request; never throws for what a client sent or a store did. */
  public HttpResponse post(HttpRequest request) {
    try {
      Call call =
          Call.of(request)
              .orElseThrow(
                  () ->
                      new ProblemException(
                          new Problem(ErrorCode.NOT_FOUND, "the path leads nowhere")));
      byte[] text =
          ContentCoding.of(request.header("content-encoding").orElse("")).decode(request.body());
      SegmentBody body = read(request, text, call);
      Credential credential =
          authenticator.authenticate(
              WriteKey.of(request).or(body::writeKey).orElse(""), Scope.INGEST);
      return body.messages().isEmpty()
          ? SegmentAnswer.success()
          : submit(request, body, call, credential);
    } catch (ProblemException e) {
      LOG.atInfo().setCause(e.getCause()).log("refused: {}", e.problem().code().code());
      return refuse(e.problem());
    } catch (RuntimeException e) {
      LOG.error("unexpected", e);
      return refuse(new Problem(ErrorCode.INTERNAL, "request " + request.requestId()));
    }
  }

  private SegmentBody read(HttpRequest request, byte[] text, Call call) {
    try {
      return SegmentBody.read(text, call);
    } catch (ProblemException e) {
      keep(request, text);
      throw e;
    }
  }

  /**
   * Makes a dead letter of a body that can't be read, where its headers say whose it is: the reader
   * of events, which knows no batch of Segment's, refuses it and keeps it as at the other doors.
   */
  private void keep(HttpRequest request, byte[] text) {
    Optional<String> key = WriteKey.of(request);
    if (key.isEmpty()) {
      return;
    }
    Credential credential = authenticator.authenticate(key.get(), Scope.INGEST);
    try {
      Outcome unused = ingestion.submit(submission(request, credential, text, BatchFormat.JSON));
    } catch (ProblemException e) {
      if (e.problem().code().status() >= ErrorCode.INTERNAL.status()) {
        throw e;
      }
    }
  }

  private HttpResponse submit(
      HttpRequest request, SegmentBody body, Call call, Credential credential) {
    ByteArrayOutputStream events = new ByteArrayOutputStream(request.body().length);
    Translation translation =
        new Translation(credential.customer(), call.type(), body.sentAt(), events);
    body.messages().forEach(translation::write);
    Outcome outcome =
        ingestion.submit(submission(request, credential, events.toByteArray(), BatchFormat.NDJSON));
    if (!outcome.refusals().isEmpty()) {
      LOG.info(
          "customer {}: {} messages accepted, {} not",
          credential.customer(),
          outcome.accepted().size(),
          outcome.refusals().size());
    }
    return answer(outcome, call);
  }

  private static Submission submission(
      HttpRequest request, Credential credential, byte[] events, BatchFormat format) {
    return Submission.of(
        request,
        credential,
        events,
        format,
        /* idempotencyKey= */ Optional.empty(),
        /* backfill= */ false,
        Door.SEGMENT);
  }

  private HttpResponse answer(Outcome outcome, Call call) {
    HttpResponse response =
        outcome.refusals().stream()
            .filter(refusal -> isTold(refusal, call))
            .findFirst()
            .map(refusal -> refuse(new Problem(refusal.code(), refusal.detail())))
            .orElseGet(SegmentAnswer::success);
    for (Map.Entry<String, String> header : RateLimitHeaders.of(outcome.grant()).entrySet()) {
      response = response.withHeader(header.getKey(), header.getValue());
    }
    return response;
  }

  /** Of what can't be accepted, Segment tells nobody but the sender of a message too large. */
  private static boolean isTold(Refusal refusal, Call call) {
    return refusal.status() == Refusal.Status.RETRY
        || (refusal.code() == ErrorCode.EVENT_TOO_LARGE && !call.isBatch());
  }

  private HttpResponse refuse(Problem problem) {
    metrics.refused(problem.code());
    return SegmentAnswer.refusal(problem);
  }
}
