package com.acme.analytics.core.tenant;

import java.util.Objects;
import java.util.Set;

/**
 * What an API key stands for. The tenant of everything a request does is {@link #customer} and
 * nothing else.
 *
 * @param keyHash {@link ApiKey#hash()}: names the key without revealing it
 * @param scopes what the key may be used for
 * @param rateLimit of the events sent with the key
 */
public record Credential(
    CustomerId customer, String keyHash, Set<Scope> scopes, RateLimit rateLimit) {
  public Credential {
    Objects.requireNonNull(customer, "customer");
    Objects.requireNonNull(keyHash, "keyHash");
    Objects.requireNonNull(rateLimit, "rateLimit");
    scopes = Set.copyOf(scopes);
  }
}
