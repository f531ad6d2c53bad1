package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.definitions.dashboard.DashboardDocument;
import com.acme.analytics.functions.definitions.dashboard.DashboardTable;
import com.acme.analytics.functions.definitions.dashboard.SavedDashboard;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.http.VersionTag;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /v2/dashboards} and below: a customer's dashboards and their versions. They are read
 * here, where the queries of their widgets are answered next: one function is warm for a page, and
 * it may change nothing. Another customer's are not found.
 */
final class DashboardEndpoint {
  private static final String LIST = "GET /v2/dashboards";
  private static final String ONE = "GET /v2/dashboards/{id}";
  private static final String VERSIONS = "GET /v2/dashboards/{id}/versions";

  /** The routes, as API Gateway names them. */
  static final Set<String> ROUTES = Set.of(LIST, ONE, VERSIONS);

  /** Who changes a dashboard has to read it before. */
  private static final Set<Scope> READERS = Set.of(Scope.QUERY, Scope.MANAGE);

  private final ApiKeyAuthenticator authenticator;
  private final DashboardTable dashboards;
  private final CountedRefusals refusals;

  DashboardEndpoint(ApiKeyDirectory keys, DashboardTable dashboards, QueryTelemetry telemetry) {
    this.authenticator = new ApiKeyAuthenticator(keys);
    this.dashboards = dashboards;
    this.refusals = new CountedRefusals(telemetry);
  }

  /** Answers a request; whatever goes wrong is a problem document. */
  HttpResponse handle(HttpRequest request) {
    return refusals.answer(request, () -> answered(request));
  }

  private HttpResponse answered(HttpRequest request) {
    CustomerId customer = authenticator.authenticate(request, READERS).customer();
    return switch (request.routeKey()) {
      case LIST -> list(customer, PageParameters.of(request.query()));
      case ONE -> one(customer, request);
      default -> versions(customer, request, PageParameters.of(request.query()));
    };
  }

  private HttpResponse list(CustomerId customer, PageParameters page) {
    return HttpResponse.json(
        200, DashboardDocument.list(dashboards.list(customer, page.cursor(), page.limit())));
  }

  private HttpResponse one(CustomerId customer, HttpRequest request) {
    PageParameters.requireKnown(request.query(), Set.of("version"));
    Optional<Integer> version =
        Optional.ofNullable(request.query().get("version"))
            .map(text -> PageParameters.number("version", text, Integer.MAX_VALUE));
    SavedDashboard found =
        version
            .map(number -> dashboards.find(customer, request.id(), number))
            .orElseGet(() -> dashboards.find(customer, request.id()))
            .orElseThrow(DashboardEndpoint::notFound);
    return HttpResponse.json(200, DashboardDocument.of(found))
        .withHeader("etag", VersionTag.of(found.version()));
  }

  private HttpResponse versions(CustomerId customer, HttpRequest request, PageParameters page) {
    return HttpResponse.json(
        200,
        DashboardDocument.versions(
            dashboards
                .versions(customer, request.id(), page.cursor(), page.limit())
                .orElseThrow(DashboardEndpoint::notFound)));
  }

  private static ProblemException notFound() {
    return new ProblemException(
        new Problem(
            ErrorCode.NOT_FOUND,
            "id: not known (expected: a dashboard's, and of its versions one that is kept)",
            "id"));
  }
}
