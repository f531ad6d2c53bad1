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
import com.acme.analytics.functions.ingest.enrichment.Caller;
import com.acme.analytics.functions.ingest.limits.RateLimitHeaders;
import com.acme.analytics.functions.ingest.pipeline.BatchFormat;
import com.acme.analytics.functions.ingest.pipeline.ContentCoding;
import com.acme.analytics.functions.ingest.pipeline.Door;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.functions.ingest.pipeline.Ingestion;
import com.acme.analytics.functions.ingest.pipeline.Outcome;
import com.acme.analytics.functions.ingest.pipeline.Refusal;
import com.acme.analytics.functions.ingest.pipeline.Submission;
import com.acme.analytics.functions.ingest.pipeline.TraceParent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Segment's tracking API, {@code POST /v1/track} and its siblings, {@code /v1/batch} and {@code
 * /v1/import}. Its libraries read a status and no more: an event that can't be accepted is kept as a
 * dead letter and answered 200 as Segment does; what should be sent again is answered 429 or 503,
 * and the messages' ids make that harmless.
 */
public final class SegmentEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentEndpoint.class);
  private static final byte[] SUCCESS = "{\"success\":true}".getBytes(StandardCharsets.US_ASCII);
  private static final String ROUTE = "POST /v1/";
  private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};

  private final ApiKeyAuthenticator authenticator;
  private final Ingestion ingestion;
  private final IngestMetrics metrics;
  private final JsonMapper json = JsonMapper.builder().build();

  public SegmentEndpoint(ApiKeyDirectory directory, Ingestion ingestion, IngestMetrics metrics) {
    this.authenticator = new ApiKeyAuthenticator(directory);
    this.ingestion = Objects.requireNonNull(ingestion, "ingestion");
    this.metrics = Objects.requireNonNull(metrics, "metrics");
  }

  /** Answers a request; never throws for what a client sent or a store did. */
  public HttpResponse post(HttpRequest request) {
    try {
      SegmentBody body = SegmentBody.read(coding(request).decode(request.body()));
      Credential credential =
          authenticator.authenticate(WriteKey.of(request, body), Scope.INGEST);
      return answer(ingestion.submit(submission(request, body, credential)));
    } catch (ProblemException e) {
      LOG.atInfo().setCause(e.getCause()).log("refused: {}", e.problem().code().code());
      return refuse(e.problem());
    } catch (RuntimeException e) {
      LOG.error("unexpected", e);
      return refuse(new Problem(ErrorCode.INTERNAL, "request " + request.requestId()));
    }
  }

  private Submission submission(HttpRequest request, SegmentBody body, Credential credential) {
    return new Submission(
        credential,
        events(request, body, credential),
        BatchFormat.NDJSON,
        /* idempotencyKey= */ Optional.empty(),
        Instant.ofEpochMilli(request.timeEpochMillis()),
        new Caller(
            request.sourceIp(),
            request.header("x-forwarded-for").orElse(""),
            request.header("user-agent").orElse("")),
        request.header(TraceParent.HEADER).flatMap(TraceParent::parse),
        /* backfill= */ false,
        Door.SEGMENT);
  }

  private byte[] events(HttpRequest request, SegmentBody body, Credential credential) {
    Optional<MessageType> route =
        MessageType.of(request.routeKey().substring(ROUTE.length()));
    Translation translation = new Translation(credential.customer(), body.sentAt());
    ByteArrayOutputStream lines = new ByteArrayOutputStream(request.body().length);
    for (JsonNode message : body.messages()) {
      lines.writeBytes(json.writeValueAsBytes(translation.event(message, route)));
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  /** Some libraries compress and don't say so. */
  private static ContentCoding coding(HttpRequest request) {
    byte[] body = request.body();
    boolean gzip =
        body.length > 1 && body[0] == GZIP_MAGIC[0] && body[1] == GZIP_MAGIC[1];
    return gzip
        ? ContentCoding.GZIP
        : ContentCoding.of(request.header("content-encoding").orElse(""));
  }

  private HttpResponse answer(Outcome outcome) {
    Optional<Refusal> retry =
        outcome.refusals().stream()
            .filter(refusal -> refusal.status() == Refusal.Status.RETRY)
            .findFirst();
    HttpResponse response =
        retry.isPresent()
            ? refuse(new Problem(retry.get().code(), retry.get().detail()))
            : HttpResponse.json(200, SUCCESS);
    for (Map.Entry<String, String> header : RateLimitHeaders.of(outcome.grant()).entrySet()) {
      response = response.withHeader(header.getKey(), header.getValue());
    }
    return response;
  }

  private HttpResponse refuse(Problem problem) {
    metrics.refused(problem.code());
    HttpResponse asProblem = HttpResponse.problem(problem);
    byte[] body =
        json.writeValueAsBytes(
            Map.of("success", false, "code", problem.code().code(), "message", problem.detail()));
    return new HttpResponse(asProblem.status(), asProblem.headers(), body)
        .withHeader("content-type", "application/json");
  }
}
