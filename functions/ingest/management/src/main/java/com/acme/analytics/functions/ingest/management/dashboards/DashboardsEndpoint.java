package com.acme.analytics.functions.ingest.management.dashboards;

import com.acme.analytics.core.dashboard.Dashboard;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.definitions.dashboard.DashboardDocument;
import com.acme.analytics.functions.definitions.dashboard.DashboardWrites;
import com.acme.analytics.functions.definitions.dashboard.SavedDashboard;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.http.VersionTag;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v2/dashboards}: customers save, change and delete their dashboards, with a key of scope
 * {@code manage}. To read them is the query function's, which is warm when a page opens and which
 * may change nothing; saving is rare and can wait for a start.
 */
public final class DashboardsEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(DashboardsEndpoint.class);

  private final ApiKeyAuthenticator authenticator;
  private final DashboardWrites writes;

  public DashboardsEndpoint(ApiKeyDirectory keys, DashboardWrites writes) {
    this.authenticator = new ApiKeyAuthenticator(keys);
    this.writes = Objects.requireNonNull(writes, "writes");
  }

  /** Answers a request by its route; whatever goes wrong is a problem document. */
  public HttpResponse handle(HttpRequest request) {
    try {
      CustomerId customer = authenticator.authenticate(request, Scope.MANAGE).customer();
      return switch (request.routeKey()) {
        case "POST /v2/dashboards" -> create(customer, request);
        case "PUT /v2/dashboards/{id}" -> replace(customer, request);
        case "DELETE /v2/dashboards/{id}" -> delete(customer, request);
        default ->
            throw new ProblemException(
                new Problem(
                    ErrorCode.NOT_FOUND,
                    "route: \"%s\" (expected: one of /v2/dashboards)"
                        .formatted(request.routeKey())));
      };
    } catch (ProblemException e) {
      LOG.info("refused: {}", e.problem().code().code(), e.getCause());
      return HttpResponse.problem(e.problem());
    } catch (RuntimeException e) {
      LOG.error("unexpected", e);
      return HttpResponse.problem(
          new Problem(ErrorCode.INTERNAL, "request " + request.requestId() + " failed"));
    }
  }

  private HttpResponse create(CustomerId customer, HttpRequest request) {
    SavedDashboard created = writes.create(customer, content(request));
    LOG.info("customer {}: dashboard {} saved", customer, created.id());
    return tagged(HttpResponse.json(201, DashboardDocument.of(created)), created)
        .withHeader("location", "/v2/dashboards/" + created.id());
  }

  private HttpResponse replace(CustomerId customer, HttpRequest request) {
    int expected = VersionTag.expectedBy(request);
    Dashboard content = content(request);
    return answered(
        expected,
        writes
            .replace(customer, request.id(), expected, content)
            .orElseThrow(DashboardsEndpoint::notFound),
        changed -> {
          LOG.info(
              "customer {}: dashboard {} is version {}", customer, changed.id(), changed.version());
          return tagged(HttpResponse.json(200, DashboardDocument.of(changed)), changed);
        });
  }

  private HttpResponse delete(CustomerId customer, HttpRequest request) {
    int expected = VersionTag.expectedBy(request);
    return answered(
        expected,
        writes.delete(customer, request.id(), expected).orElseThrow(DashboardsEndpoint::notFound),
        deleted -> {
          LOG.info("customer {}: dashboard {} deleted", customer, deleted.id());
          return new HttpResponse(204, Map.of(), new byte[0]);
        });
  }

  private static HttpResponse answered(
      int expected, DashboardWrites.Change change, Function<SavedDashboard, HttpResponse> answer) {
    SavedDashboard current = change.dashboard();
    if (change.made()) {
      return answer.apply(current);
    }
    LOG.info("refused: version {} of dashboard {}", expected, current.id());
    return tagged(HttpResponse.problem(VersionTag.mismatch(expected, current.version())), current);
  }

  private static Dashboard content(HttpRequest request) {
    return Dashboard.fromJson(new String(request.body(), StandardCharsets.UTF_8));
  }

  private static HttpResponse tagged(HttpResponse response, SavedDashboard dashboard) {
    return response.withHeader("etag", VersionTag.of(dashboard.version()));
  }

  private static ProblemException notFound() {
    return new ProblemException(
        new Problem(ErrorCode.NOT_FOUND, "id: not known (expected: a dashboard's)", "id"));
  }
}
