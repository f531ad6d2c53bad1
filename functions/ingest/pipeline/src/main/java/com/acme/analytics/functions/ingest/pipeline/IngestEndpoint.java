package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v2/events} and {@code POST /v2/events/single}: whose key, which events, what became
 * of them. The one place where errors of these routes become problem documents.
 */
public final class IngestEndpoint {
  /** The route of a single event. */
  public static final String SINGLE = "POST /v2/events/single";

  private static final Logger LOG = LoggerFactory.getLogger(IngestEndpoint.class);

  private final ApiKeyAuthenticator authenticator;
  private final Ingestion ingestion;
  private final IngestMetrics metrics;
  private final Door door;

  public IngestEndpoint(
      ApiKeyDirectory directory, Ingestion ingestion, IngestMetrics metrics, Door door) {
    this.authenticator = new ApiKeyAuthenticator(directory);
    this.ingestion = Objects.requireNonNull(ingestion, "ingestion");
    this.metrics = Objects.requireNonNull(metrics, "metrics");
    this.door = Objects.requireNonNull(door, "door");
  }

  /** Answers a request; never throws for what a client sent or a store did. */
  public HttpResponse post(HttpRequest request) {
    try {
      Credential credential = authenticator.authenticate(request, Scope.INGEST);
      Submission submission = submission(request, credential);
      Outcome outcome = ingestion.submit(submission);
      if (!outcome.refusals().isEmpty()) {
        LOG.info(
            "customer {}: {} events accepted, {} not",
            credential.customer(),
            outcome.accepted().size(),
            outcome.refusals().size());
      }
      return IngestAnswer.of(outcome, submission.format());
    } catch (ProblemException e) {
      LOG.atInfo().setCause(e.getCause()).log("refused: {}", e.problem().code().code());
      return refuse(e.problem());
    } catch (RuntimeException e) {
      LOG.error("unexpected", e);
      return refuse(new Problem(ErrorCode.INTERNAL, "request " + request.requestId()));
    }
  }

  private Submission submission(HttpRequest request, Credential credential) {
    BatchFormat format = format(request);
    ContentCoding coding = ContentCoding.of(request.header("content-encoding").orElse(""));
    return Submission.of(
        request,
        credential,
        coding.decode(request.body()),
        format,
        request.header("idempotency-key"),
        backfill(request),
        door);
  }

  private static BatchFormat format(HttpRequest request) {
    BatchFormat format = BatchFormat.of(request.header("content-type").orElse(""));
    if (!request.routeKey().equals(SINGLE)) {
      return format;
    }
    if (format == BatchFormat.NDJSON) {
      throw new ProblemException(
          new Problem(
              ErrorCode.UNSUPPORTED_CONTENT_TYPE,
              Found.of("Content-Type", "application/x-ndjson").expected("application/json"),
              "Content-Type"));
    }
    return BatchFormat.SINGLE;
  }

  private static boolean backfill(HttpRequest request) {
    String value = request.query().getOrDefault("backfill", "false");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new ProblemException(
              new Problem(
                  ErrorCode.INVALID_PARAMETER,
                  Found.text("backfill", value).expected("true or false"),
                  "backfill"));
    };
  }

  private HttpResponse refuse(Problem problem) {
    metrics.refused(problem.code());
    return HttpResponse.problem(problem);
  }
}
