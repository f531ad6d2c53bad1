package com.acme.analytics.functions.identity;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.CustomerId;
import java.util.Optional;

/** Tells whose an API key is. */
public interface ApiKeyDirectory {
  /**
   * The customer the key belongs to; empty when the key is unknown or revoked.
   *
   * @throws DirectoryUnavailableException when nobody can tell right now
   */
  Optional<CustomerId> customerOf(ApiKey key);
}
