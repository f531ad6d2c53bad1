package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.query.job.Job;
import com.acme.analytics.functions.query.job.JobDocument;
import com.acme.analytics.functions.query.job.JobKind;
import com.acme.analytics.functions.query.job.JobQueue;
import com.acme.analytics.functions.query.job.JobResult;
import com.acme.analytics.functions.query.job.JobTable;
import com.acme.analytics.functions.query.job.ResultBucket;
import java.time.Clock;
import java.time.Instant;

/** Queries as jobs: begun by one request, answered by another. Another customer's is not found. */
final class JobEndpoint {
  /** The routes, as API Gateway names them. */
  static final String SUBMIT = "POST /v2/query/async";

  static final String STATE = "GET /v2/query/jobs/{id}";
  static final String RESULT = "GET /v2/query/jobs/{id}/result";
  static final String CANCEL = "DELETE /v2/query/jobs/{id}";

  private final ApiKeyAuthenticator authenticator;
  private final QueryRequests requests;
  private final OwnedJobs jobs;
  private final ResultBucket results;
  private final CountedRefusals refusals;
  private final Clock clock;

  JobEndpoint(
      ApiKeyDirectory keys,
      QueryRequests requests,
      JobTable jobs,
      JobQueue queue,
      ResultBucket results,
      QueryTelemetry telemetry,
      Clock clock) {
    this.authenticator = new ApiKeyAuthenticator(keys);
    this.requests = requests;
    this.jobs = new OwnedJobs(JobKind.QUERY, jobs, queue, telemetry);
    this.results = results;
    this.refusals = new CountedRefusals(telemetry);
    this.clock = clock;
  }

  /** Answers a request; whatever goes wrong is a problem document. */
  HttpResponse handle(HttpRequest request) {
    return refusals.answer(request, () -> answered(request));
  }

  private HttpResponse answered(HttpRequest request) {
    CustomerId customer = authenticator.authenticate(request, Scope.QUERY).customer();
    return switch (request.routeKey()) {
      case SUBMIT -> submitted(customer, request.body());
      case STATE -> HttpResponse.json(200, JobDocument.of(find(customer, request)));
      case RESULT -> page(find(customer, request), request.query().getOrDefault("page", "1"));
      case CANCEL ->
          HttpResponse.json(
              200, JobDocument.of(jobs.cancel(find(customer, request), clock.instant())));
      default -> throw new IllegalArgumentException("route: " + request.routeKey());
    };
  }

  /** A query that can't be read is refused now rather than by a worker. */
  private HttpResponse submitted(CustomerId customer, byte[] body) {
    Instant now = clock.instant();
    return begin(customer, requests.read(body, now), now);
  }

  /** Queues a job; the answer says where it is found. */
  HttpResponse begin(CustomerId customer, QueryRequest request, Instant now) {
    Job job = jobs.submit(customer, request.document(), now);
    return HttpResponse.json(202, JobDocument.of(job))
        .withHeader("location", JobDocument.path(job));
  }

  private HttpResponse page(Job job, String text) {
    JobResult result =
        job.result()
            .orElseThrow(
                () ->
                    problem(
                        ErrorCode.NO_RESULT,
                        "status: %s (expected: succeeded)".formatted(job.status().code()),
                        "id"));
    int page = number(text);
    if (page > result.pages()) {
      throw problem(
          ErrorCode.NOT_FOUND,
          "page: %d (expected: 1 to %d)".formatted(page, result.pages()),
          "page");
    }
    return HttpResponse.json(200, results.read(job, page).orElseThrow(OwnedJobs::unknown));
  }

  private static int number(String text) {
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw problem(
          ErrorCode.INVALID_PARAMETER,
          "page: \"%s\" (expected: a number from 1)".formatted(text),
          "page");
    }
    return Integer.parseInt(text);
  }

  private Job find(CustomerId customer, HttpRequest request) {
    return jobs.find(customer, request, clock.instant());
  }

  private static ProblemException problem(ErrorCode code, String detail, String pointer) {
    return new ProblemException(new Problem(code, detail, pointer));
  }
}
