package com.acme.analytics.functions.identity;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET} and {@code PUT /v2/settings}: what a customer has decided about its events. */
public final class SettingsEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsEndpoint.class);
  private static final int OK = 200;
  private static final Set<Scope> READERS = Set.of(Scope.MANAGE, Scope.QUERY);

  /** Two administrators at once are rare, more of them are a loop. */
  private static final int ATTEMPTS = 5;

  /** How long after it was stored a change holds everywhere, the time to store it included. */
  private static final Duration EVERYWHERE =
      CachedCustomerDirectory.TIME_TO_LIVE.plus(Duration.ofSeconds(60));

  private final ApiKeyAuthenticator authenticator;
  private final CustomerTable customers;
  private final InstantSource clock;

  public SettingsEndpoint(ApiKeyDirectory keys, CustomerTable customers, InstantSource clock) {
    this.authenticator = new ApiKeyAuthenticator(keys);
    this.customers = Objects.requireNonNull(customers, "customers");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** Answers a request by its route; whatever goes wrong is a problem document. */
  public HttpResponse handle(HttpRequest request) {
    try {
      return switch (request.routeKey()) {
        case "GET /v2/settings" -> get(request);
        case "PUT /v2/settings" -> put(request);
        default ->
            throw new ProblemException(
                new Problem(
                    ErrorCode.NOT_FOUND,
                    "route: \"%s\" (expected: GET or PUT /v2/settings)"
                        .formatted(request.routeKey())));
      };
    } catch (ProblemException e) {
      LOG.info("refused: {}", e.problem().code().code(), e.getCause());
      return HttpResponse.problem(e.problem());
    } catch (DirectoryUnavailableException e) {
      LOG.warn("settings unavailable", e);
      return HttpResponse.problem(unavailable());
    } catch (RuntimeException e) {
      LOG.error("unexpected", e);
      return HttpResponse.problem(
          new Problem(ErrorCode.INTERNAL, "request " + request.requestId()));
    }
  }

  private HttpResponse get(HttpRequest request) {
    return answer(find(authenticator.authenticate(request, READERS).customer()));
  }

  private HttpResponse put(HttpRequest request) {
    CustomerId customer = authenticator.authenticate(request, Scope.MANAGE).customer();
    SettingsDocument wanted = SettingsDocument.parse(request.body());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      CustomerSettings current = find(customer);
      Instant begin = clock.instant().plus(EVERYWHERE);
      CustomerSettings changed = wanted.applyTo(current, begin);
      if (customers.replace(current, changed)) {
        LOG.info("customer {}: settings changed", customer);
        return answer(changed);
      }
    }
    throw new ProblemException(unavailable());
  }

  private CustomerSettings find(CustomerId customer) {
    return customers
        .find(customer)
        .orElseThrow(
            () -> new DirectoryUnavailableException("customer " + customer + ": unknown", null));
  }

  private static HttpResponse answer(CustomerSettings settings) {
    return HttpResponse.json(OK, SettingsDocument.of(settings).toJson());
  }

  private static Problem unavailable() {
    return new Problem(ErrorCode.STORE_UNAVAILABLE, "the settings can't be read or stored; retry");
  }
}
