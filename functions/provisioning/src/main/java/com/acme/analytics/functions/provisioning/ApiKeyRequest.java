package com.acme.analytics.functions.provisioning;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A wish for an API key: {@code {"customer_id", "scopes", "events_per_second", "burst"}}, of which
 * only the first must be there.
 *
 * @param scopes all of them when not given
 * @param rateLimit {@link RateLimit#STANDARD} when not given
 */
record ApiKeyRequest(CustomerId customer, Set<Scope> scopes, RateLimit rateLimit) {
  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException naming the member that is missing or malformed
   */
  static ApiKeyRequest from(JsonNode json) {
    JsonNode customer = json.path("customer_id");
    return new ApiKeyRequest(
        new CustomerId(customer.isString() ? customer.asString() : null),
        scopes(json.path("scopes")),
        rateLimit(json));
  }

  private static Set<Scope> scopes(JsonNode json) {
    if (json.isMissingNode()) {
      return EnumSet.allOf(Scope.class);
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (JsonNode scope : json) {
      scopes.add(Scope.of(scope.asString()));
    }
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("scopes: " + json + " (expected: at least one)");
    }
    return scopes;
  }

  private static RateLimit rateLimit(JsonNode json) {
    long rate = number(json, "events_per_second", RateLimit.STANDARD.eventsPerSecond());
    return new RateLimit(rate, number(json, "burst", RateLimit.ofRate(rate).burst()));
  }

  private static long number(JsonNode json, String name, long otherwise) {
    JsonNode value = json.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.canConvertToLong()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: an integer)");
    }
    return value.asLong();
  }
}
