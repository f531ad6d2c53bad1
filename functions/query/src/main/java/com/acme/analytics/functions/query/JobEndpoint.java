package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.QueryParameters;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.query.job.Job;
import com.acme.analytics.functions.query.job.JobDocument;
import com.acme.analytics.functions.query.job.JobQueue;
import com.acme.analytics.functions.query.job.JobReference;
import com.acme.analytics.functions.query.job.JobResult;
import com.acme.analytics.functions.query.job.JobTable;
import com.acme.analytics.functions.query.job.ResultBucket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Queries as jobs: begun by one request, answered by another. Another customer's is not found. */
final class JobEndpoint {
  /** The routes, as API Gateway names them. */
  static final String SUBMIT = "POST /v2/query/async";

  static final String STATE = "GET /v2/query/jobs/{id}";
  static final String RESULT = "GET /v2/query/jobs/{id}/result";
  static final String CANCEL = "DELETE /v2/query/jobs/{id}";

  private final ApiKeyAuthenticator authenticator;
  private final QueryParameters parameters;
  private final JobTable jobs;
  private final JobQueue queue;
  private final ResultBucket results;
  private final QueryTelemetry telemetry;
  private final CountedRefusals refusals;
  private final Clock clock;

  JobEndpoint(
      ApiKeyDirectory keys,
      QueryParameters parameters,
      JobTable jobs,
      JobQueue queue,
      ResultBucket results,
      QueryTelemetry telemetry,
      Clock clock) {
    this.authenticator = new ApiKeyAuthenticator(keys);
    this.parameters = parameters;
    this.jobs = jobs;
    this.queue = queue;
    this.results = results;
    this.telemetry = telemetry;
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
      case CANCEL -> cancelled(find(customer, request));
      default -> throw new IllegalArgumentException("route: " + request.routeKey());
    };
  }

  /** A query that can't be read is refused now rather than by a worker. */
  private HttpResponse submitted(CustomerId customer, byte[] body) {
    Instant now = clock.instant();
    var unused = parameters.parse(QueryBody.parse(body), now);
    Job job =
        Job.queued(customer, UUID.randomUUID(), new String(body, StandardCharsets.UTF_8), now);
    jobs.add(job);
    try {
      queue.send(new JobReference(customer, job.id()));
    } catch (ProblemException e) {
      // Nobody will begin it, and nobody knows its id.
      jobs.cancel(job, now);
      throw e;
    }
    telemetry.submitted(job);
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
    return HttpResponse.json(200, results.read(job, page).orElseThrow(JobEndpoint::unknown));
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

  /** What has ended already stays as it is. */
  private HttpResponse cancelled(Job job) {
    Instant now = clock.instant();
    if (jobs.cancel(job, now)) {
      telemetry.cancelled(job);
    }
    Job after = jobs.find(job.customer(), job.id(), now).orElseThrow(JobEndpoint::unknown);
    return HttpResponse.json(200, JobDocument.of(after));
  }

  private Job find(CustomerId customer, HttpRequest request) {
    UUID id = id(request.pathParameters().getOrDefault("id", ""));
    return jobs.find(customer, id, clock.instant()).orElseThrow(JobEndpoint::unknown);
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(unknown().problem(), e);
    }
  }

  private static ProblemException unknown() {
    return problem(
        ErrorCode.NOT_FOUND, "id: not known (expected: a job's of the last 24 hours)", "id");
  }

  private static ProblemException problem(ErrorCode code, String detail, String pointer) {
    return new ProblemException(new Problem(code, detail, pointer));
  }
}
