package com.acme.analytics.functions.identity;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;

/**
 * Remembers answers for a minute, known and unknown keys alike: that minute is the documented bound
 * on how long a revoked key still works and a new key may be refused.
 */
public final class CachedApiKeyDirectory implements ApiKeyDirectory {
  /** How long an answer is remembered. */
  public static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

  /** About 200 bytes each; guessing keys can't fill the memory. */
  private static final int MAX_ENTRIES = 10_000;

  private final LoadingCache<String, Optional<Credential>> credentialsByHash;

  public CachedApiKeyDirectory(ApiKeyTable table, Ticker ticker) {
    credentialsByHash =
        Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .expireAfterWrite(TIME_TO_LIVE)
            .ticker(ticker)
            .build(table::find);
  }

  @Override
  public Optional<Credential> find(ApiKey key) {
    return credentialsByHash.get(key.hash());
  }
}
