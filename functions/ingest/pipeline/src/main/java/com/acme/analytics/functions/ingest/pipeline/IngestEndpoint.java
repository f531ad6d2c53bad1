package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v2/events}: whose key, which events, published, answered. The one place where errors
 * become problem documents.
 */
public final class IngestEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(IngestEndpoint.class);
  private static final int ACCEPTED = 202;

  /** Long enough for a broker's leader election, short enough to keep clients' queues small. */
  private final ApiKeyAuthenticator authenticator;

  private final BatchReader reader;
  private final EventStream stream;
  private final Identifiers identifiers;
  private final IngestMetrics metrics;

  public IngestEndpoint(
      ApiKeyDirectory directory,
      BatchReader reader,
      EventStream stream,
      Identifiers identifiers,
      IngestMetrics metrics) {
    this.authenticator = new ApiKeyAuthenticator(directory);
    this.reader = reader;
    this.stream = stream;
    this.identifiers = identifiers;
    this.metrics = metrics;
  }

  /** Answers a request; never throws for what a client sent or a store did. */
  public HttpResponse post(HttpRequest request) {
    try {
      return ingest(request);
    } catch (ProblemException e) {
      LOG.info("refused: {}", e.problem().code().code(), e.getCause());
      return refuse(e.problem());
    } catch (RuntimeException e) {
      LOG.error("unexpected", e);
      return refuse(new Problem(ErrorCode.INTERNAL, "request " + request.requestId()));
    }
  }

  private HttpResponse ingest(HttpRequest request) {
    CustomerId customer = authenticator.authenticate(request, Scope.INGEST).customer();
    BatchFormat format = format(request);
    EventIds ids =
        request
            .header("idempotency-key")
            .<EventIds>map(key -> new DerivedEventIds(customer, key))
            .orElse(identifiers);
    Instant receivedAt = Instant.ofEpochMilli(request.timeEpochMillis());
    Batch batch = reader.read(request.body(), format, customer, ids, receivedAt);
    BitSet stored = publish(batch, request);
    count(batch, stored);
    int accepted = stored.cardinality();
    if (accepted < batch.size()) {
      LOG.info(
          "customer {}: {} of {} events accepted, {} rejected",
          customer,
          accepted,
          batch.size(),
          batch.rejections().size());
    }
    if (accepted == 0 && !batch.candidates().isEmpty()) {
      throw new ProblemException(
          new Problem(
              ErrorCode.STREAM_UNAVAILABLE,
              "0 of %d valid events were stored".formatted(batch.candidates().size())));
    }
    return HttpResponse.json(ACCEPTED, new BatchAnswer(batch, stored).toJson());
  }

  private static BatchFormat format(HttpRequest request) {
    String encoding = request.header("content-encoding").orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw new ProblemException(
          new Problem(
              ErrorCode.UNSUPPORTED_CONTENT_TYPE,
              Found.of("Content-Encoding", encoding).expected("none"),
              "Content-Encoding"));
    }
    return BatchFormat.of(request.header("content-type").orElse(""));
  }

  private BitSet publish(Batch batch, HttpRequest request) {
    if (batch.candidates().isEmpty()) {
      return new BitSet();
    }
    TraceParent trace =
        request
            .header(TraceParent.HEADER)
            .flatMap(TraceParent::parse)
            .orElseGet(identifiers::newTrace);
    long start = System.nanoTime();
    BitSet stored = stream.publish(batch.candidates(), trace);
    metrics.produced(Duration.ofNanos(System.nanoTime() - start));
    return stored;
  }

  private void count(Batch batch, BitSet stored) {
    int accepted = stored.cardinality();
    int unacknowledged = batch.candidates().size() - accepted;
    if (accepted > 0) {
      metrics.accepted(accepted);
    }
    if (unacknowledged > 0) {
      metrics.unacknowledged(unacknowledged);
    }
    if (!batch.rejections().isEmpty()) {
      Map<ErrorCode, Integer> byReason = new EnumMap<>(ErrorCode.class);
      batch.rejections().forEach(rejection -> byReason.merge(rejection.code(), 1, Integer::sum));
      byReason.forEach(metrics::rejected);
    }
  }

  private HttpResponse refuse(Problem problem) {
    metrics.refused(problem.code());
    return HttpResponse.problem(problem);
  }
}
