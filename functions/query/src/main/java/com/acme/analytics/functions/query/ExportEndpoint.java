package com.acme.analytics.functions.query;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.query.export.ExportDocument;
import com.acme.analytics.functions.query.export.ExportLinks;
import com.acme.analytics.functions.query.export.ExportRequest;
import com.acme.analytics.functions.query.job.Job;
import com.acme.analytics.functions.query.job.JobKind;
import com.acme.analytics.functions.query.job.JobQueue;
import com.acme.analytics.functions.query.job.JobTable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;

/** Exports, which are jobs: begun by one request, written by a worker, found by another request. */
final class ExportEndpoint {
  /** The routes, as API Gateway names them. */
  static final String SUBMIT = "POST /v2/exports";

  static final String STATE = "GET /v2/exports/{id}";
  static final String CANCEL = "DELETE /v2/exports/{id}";

  private final ApiKeyAuthenticator authenticator;
  private final OwnedJobs exports;
  private final ExportLinks links;
  private final CountedRefusals refusals;
  private final Clock clock;

  ExportEndpoint(
      ApiKeyDirectory keys,
      JobTable jobs,
      JobQueue queue,
      ExportLinks links,
      QueryTelemetry telemetry,
      Clock clock) {
    this.authenticator = new ApiKeyAuthenticator(keys);
    this.exports = new OwnedJobs(JobKind.EXPORT, jobs, queue, telemetry);
    this.links = links;
    this.refusals = new CountedRefusals(telemetry);
    this.clock = clock;
  }

  /** Answers a request; whatever goes wrong is a problem document. */
  HttpResponse handle(HttpRequest request) {
    return refusals.answer(request, () -> answered(request));
  }

  private HttpResponse answered(HttpRequest request) {
    CustomerId customer = authenticator.authenticate(request, Scope.QUERY).customer();
    Instant now = clock.instant();
    return switch (request.routeKey()) {
      case SUBMIT -> submitted(customer, request.body(), now);
      case STATE -> document(200, exports.find(customer, request, now), now);
      case CANCEL -> document(200, exports.cancel(exports.find(customer, request, now), now), now);
      default -> throw new IllegalArgumentException("route: " + request.routeKey());
    };
  }

  /** A request that can't be read is refused now rather than by a worker. */
  private HttpResponse submitted(CustomerId customer, byte[] body, Instant now) {
    var unused = ExportRequest.parse(body, now);
    Job job = exports.submit(customer, new String(body, StandardCharsets.UTF_8), now);
    return document(202, job, now).withHeader("location", ExportDocument.path(job));
  }

  private HttpResponse document(int status, Job job, Instant now) {
    return HttpResponse.json(status, ExportDocument.of(job, links, now));
  }
}
