package com.acme.analytics.functions.ingest.management.funnels;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.DeclaredProperties;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.definitions.DefinitionTable;
import com.acme.analytics.functions.definitions.DefinitionTopic;
import com.acme.analytics.functions.definitions.Definitions;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyAuthenticator;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.identity.CustomerTable;
import com.acme.analytics.functions.identity.DirectoryUnavailableException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v2/funnels}: customers define, list and delete their funnels. A key of scope {@code
 * manage} may do all, one of scope {@code query} may list them.
 */
public final class FunnelsEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(FunnelsEndpoint.class);
  private static final Set<Scope> READERS = Set.of(Scope.MANAGE, Scope.QUERY);

  private final ApiKeyAuthenticator authenticator;
  private final CustomerTable customers;
  private final Definitions definitions;
  private final Activation activation;
  private final Supplier<UUID> ids;

  /**
   * An endpoint.
   *
   * @param table of funnels
   * @param ids makes the ids of new funnels; no two are ever the same
   */
  public FunnelsEndpoint(
      ApiKeyDirectory keys,
      CustomerTable customers,
      DefinitionTable table,
      DefinitionTopic topic,
      InstantSource clock,
      Supplier<UUID> ids) {
    this.authenticator = new ApiKeyAuthenticator(keys);
    this.customers = Objects.requireNonNull(customers, "customers");
    this.activation = new Activation(clock);
    this.definitions = new Definitions(table, topic, activation::renewed);
    this.ids = Objects.requireNonNull(ids, "ids");
  }

  /** Answers a request by its route; whatever goes wrong is a problem document. */
  public HttpResponse handle(HttpRequest request) {
    try {
      return switch (request.routeKey()) {
        case "POST /v2/funnels" -> post(request);
        case "GET /v2/funnels" -> list(request);
        case "DELETE /v2/funnels/{id}" -> delete(request);
        default ->
            throw new ProblemException(
                new Problem(
                    ErrorCode.NOT_FOUND,
                    "route: \"%s\" (expected: one of /v2/funnels)".formatted(request.routeKey())));
      };
    } catch (ProblemException e) {
      LOG.info("refused: {}", e.problem().code().code(), e.getCause());
      return HttpResponse.problem(e.problem());
    } catch (DirectoryUnavailableException e) {
      LOG.warn("settings unavailable", e);
      return HttpResponse.problem(
          new Problem(ErrorCode.STORE_UNAVAILABLE, "the settings can't be read; retry"));
    } catch (RuntimeException e) {
      LOG.error("unexpected", e);
      return HttpResponse.problem(
          new Problem(ErrorCode.INTERNAL, "request " + request.requestId() + " failed"));
    }
  }

  private HttpResponse post(HttpRequest request) {
    CustomerId customer = authenticator.authenticate(request, Scope.MANAGE).customer();
    FunnelRequest wanted = FunnelRequest.read(request.body());
    Funnel funnel = wanted.funnel(ids.get(), customer, activation.next());
    new DeclaredUse(declared(customer)).require(funnel);
    Definitions.Addition addition =
        definitions.add(
            customer, funnel.id(), funnel.toJson(), json -> wanted.isWhat(Funnel.fromJson(json)));
    LOG.info(
        "customer {}: funnel {}, {}",
        customer,
        addition.definition().id(),
        addition.added() ? "new" : "known");
    return HttpResponse.json(
        addition.added() ? 201 : 200, FunnelDocument.of(addition.definition()));
  }

  private HttpResponse list(HttpRequest request) {
    CustomerId customer = authenticator.authenticate(request, READERS).customer();
    return HttpResponse.json(200, FunnelDocument.of(definitions.list(customer)));
  }

  private HttpResponse delete(HttpRequest request) {
    CustomerId customer = authenticator.authenticate(request, Scope.MANAGE).customer();
    UUID id = request.id();
    if (!definitions.delete(customer, id)) {
      throw new ProblemException(
          new Problem(ErrorCode.NOT_FOUND, "id: not known (expected: a funnel's)", "id"));
    }
    LOG.info("customer {}: funnel {} deleted", customer, id);
    return new HttpResponse(204, Map.of(), new byte[0]);
  }

  private DeclaredProperties declared(CustomerId customer) {
    return customers
        .find(customer)
        .orElseThrow(
            () -> new DirectoryUnavailableException("customer " + customer + ": unknown", null))
        .declared();
  }
}
