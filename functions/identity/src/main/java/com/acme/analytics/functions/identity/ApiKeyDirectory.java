package com.acme.analytics.functions.identity;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import java.util.Optional;

/** Tells what an API key stands for. */
public interface ApiKeyDirectory {
  /**
   * What the key stands for; empty when the key is unknown or revoked.
   *
   * @throws DirectoryUnavailableException when nobody can tell right now
   */
  Optional<Credential> find(ApiKey key);
}
