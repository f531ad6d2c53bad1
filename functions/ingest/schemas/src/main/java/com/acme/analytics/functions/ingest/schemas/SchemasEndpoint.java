package com.acme.analytics.functions.ingest.schemas;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v2/schemas}: customers read and change their schemas. A key of scope {@code manage} may
 * do both, one of scope {@code query} may read.
 */
public final class SchemasEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(SchemasEndpoint.class);
  private static final Set<Scope> READERS = Set.of(Scope.QUERY, Scope.MANAGE);

  private final ApiKeyAuthenticator authenticator;
  private final SchemaTable table;
  private final SchemaVersions versions;

  public SchemasEndpoint(ApiKeyDirectory directory, SchemaTable table) {
    this.authenticator = new ApiKeyAuthenticator(directory);
    this.table = table;
    this.versions = new SchemaVersions(table);
  }

  /** Answers a request by its route; whatever goes wrong is a problem document. */
  public HttpResponse handle(HttpRequest request) {
    try {
      return switch (request.routeKey()) {
        case "PUT /v2/schemas/{event}/{version}" -> put(request);
        case "GET /v2/schemas/{event}/{version}" -> getVersion(request);
        case "GET /v2/schemas/{event}" -> getEvent(request);
        case "GET /v2/schemas" ->
            HttpResponse.json(200, SchemaAnswers.of(table.index(reader(request))));
        default ->
            throw new ProblemException(
                new Problem(
                    ErrorCode.NOT_FOUND,
                    "route: " + request.routeKey() + " (expected: one of /v2/schemas)"));
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

  private HttpResponse put(HttpRequest request) {
    CustomerId customer = authenticator.authenticate(request, Scope.MANAGE).customer();
    SchemaVersions.Outcome outcome =
        versions.put(
            customer,
            SchemaPath.event(request),
            SchemaPath.version(request),
            SchemaRequest.read(request.body()),
            Instant.ofEpochMilli(request.timeEpochMillis()));
    SchemaVersion version = outcome.schema().version();
    LOG.info(
        "customer {}: schema {} of event {} is {}, {}",
        customer,
        version.version(),
        version.event(),
        version.mode().value(),
        outcome.created() ? "new" : "known");
    return HttpResponse.json(outcome.created() ? 201 : 200, SchemaAnswers.of(outcome.schema()));
  }

  private HttpResponse getVersion(HttpRequest request) {
    CustomerId customer = reader(request);
    String event = SchemaPath.event(request);
    int version = SchemaPath.version(request);
    return HttpResponse.json(
        200,
        SchemaAnswers.of(
            table
                .find(customer, event, version)
                .orElseThrow(
                    () -> notFound("version: %d, which is not there".formatted(version)))));
  }

  private HttpResponse getEvent(HttpRequest request) {
    CustomerId customer = reader(request);
    String event = SchemaPath.event(request);
    List<SchemaVersion> found = table.versions(customer, event);
    if (found.isEmpty()) {
      throw notFound("event: without a schema");
    }
    return HttpResponse.json(200, SchemaAnswers.of(event, found));
  }

  private CustomerId reader(HttpRequest request) {
    return authenticator.authenticate(request, READERS).customer();
  }

  private static ProblemException notFound(String found) {
    return new ProblemException(
        new Problem(ErrorCode.NOT_FOUND, found + " (expected: one that was put)"));
  }
}
