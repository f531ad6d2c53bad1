package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.ingest.rejected.ArchiveBucket;
import com.acme.analytics.functions.ingest.rejected.ArchiveUnavailableException;
import com.acme.analytics.functions.ingest.rejected.RejectedQuery;
import com.acme.analytics.functions.ingest.rejected.ScanBudget;
import com.acme.analytics.functions.ingest.rejected.ScanLimits;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v2/events/rejected} and {@code POST /v2/events/rejected/replay}: the refused events
 * of the customer whose key it is, and never another's.
 */
public final class RejectedEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(RejectedEndpoint.class);
  private static final int STANDARD_PAGE = 100;
  private static final int HIGHEST_PAGE = 1_000;
  private static final int STANDARD_REPLAY = 1_000;
  private static final int HIGHEST_REPLAY = 10_000;
  private static final int OK = 200;
  private static final Set<Scope> READERS = Set.of(Scope.QUERY, Scope.MANAGE);

  /** Every rate allows an event or more each second. */
  private static final String RATE_LIMIT_SECONDS = "1";

  private final ApiKeyAuthenticator authenticator;
  private final ScanLimits limits;
  private final LongSupplier nanoTime;
  private final RejectedMetrics metrics;
  private final RejectedPage page;
  private final RejectedCounts counts;
  private final Replay replay;

  /**
   * Makes the endpoint.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  public RejectedEndpoint(
      ApiKeyDirectory directory,
      ArchiveBucket bucket,
      Resubmission resubmission,
      ScanLimits limits,
      LongSupplier nanoTime,
      RejectedMetrics metrics) {
    this.authenticator = new ApiKeyAuthenticator(directory);
    this.limits = Objects.requireNonNull(limits, "limits");
    this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
    this.metrics = Objects.requireNonNull(metrics, "metrics");
    this.page = new RejectedPage(bucket, limits);
    this.counts = new RejectedCounts(bucket);
    this.replay = new Replay(bucket, resubmission);
  }

  /** {@code GET /v2/events/rejected}: dead letters, or how many there are. */
  public HttpResponse get(HttpRequest request) {
    return answer(request, this::read);
  }

  /** {@code POST /v2/events/rejected/replay}: dead letters through the pipeline again. */
  public HttpResponse replay(HttpRequest request) {
    return answer(request, this::replayed);
  }

  private byte[] read(HttpRequest request) {
    CustomerId customer = authenticator.authenticate(request, READERS).customer();
    RejectedParameters parameters = RejectedParameters.ofQuery(request.query());
    return parameters.flag("counts")
        ? counts.write(parameters.counts(customer, now(request)), budget())
        : page.write(
            parameters.events(customer, now(request), STANDARD_PAGE, HIGHEST_PAGE), budget());
  }

  private byte[] replayed(HttpRequest request) {
    Credential credential = authenticator.authenticate(request, Scope.MANAGE);
    RejectedQuery query =
        RejectedParameters.ofBody(ReplayBody.members(request.body()))
            .events(credential.customer(), now(request), STANDARD_REPLAY, HIGHEST_REPLAY);
    ReplayReport report = replay.run(credential, query, budget());
    metrics.replayed(report.accepted(), report.rejected());
    LOG.info(
        "customer {}: {} dead letters replayed, {} rejected again",
        credential.customer(),
        report.replayed(),
        report.rejected());
    return report.toJson();
  }

  private HttpResponse answer(HttpRequest request, Function<HttpRequest, byte[]> work) {
    try {
      byte[] body = work.apply(request);
      metrics.answered();
      return HttpResponse.json(OK, body);
    } catch (ProblemException e) {
      LOG.info("refused: {}", e.problem().code().code(), e.getCause());
      return refuse(e.problem());
    } catch (ArchiveUnavailableException e) {
      LOG.error("archive", e);
      return refuse(
          new Problem(ErrorCode.STORE_UNAVAILABLE, "the refused events can't be read; retry"));
    } catch (RuntimeException e) {
      LOG.error("unexpected", e);
      return refuse(new Problem(ErrorCode.INTERNAL, "request " + request.requestId()));
    }
  }

  private HttpResponse refuse(Problem problem) {
    metrics.refused(problem.code());
    HttpResponse response = HttpResponse.problem(problem);
    return problem.code() == ErrorCode.RATE_LIMITED
        ? response.withHeader("retry-after", RATE_LIMIT_SECONDS)
        : response;
  }

  private ScanBudget budget() {
    return new ScanBudget(limits, nanoTime);
  }

  private static Instant now(HttpRequest request) {
    return Instant.ofEpochMilli(request.timeEpochMillis());
  }
}
