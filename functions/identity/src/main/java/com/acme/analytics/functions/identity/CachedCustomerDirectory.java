package com.acme.analytics.functions.identity;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/** Remembers settings for a minute: the documented bound on when a change holds everywhere. */
public final class CachedCustomerDirectory implements CustomerDirectory {
  /** How long settings are remembered. */
  public static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

  private static final int MAX_ENTRIES = 10_000;

  private final LoadingCache<CustomerId, CustomerSettings> settings;

  public CachedCustomerDirectory(CustomerTable table, Ticker ticker) {
    settings =
        Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .expireAfterWrite(TIME_TO_LIVE)
            .ticker(ticker)
            .build(customer -> load(table, customer));
  }

  @Override
  public CustomerSettings settingsOf(CustomerId customer) {
    return settings.get(customer);
  }

  /** A credential whose customer has no settings was not made by the function that makes keys. */
  private static CustomerSettings load(CustomerTable table, CustomerId customer) {
    return table
        .find(customer)
        .orElseThrow(
            () ->
                new DirectoryUnavailableException(
                    "customer " + customer + " has no settings (expected: some, with each key)",
                    null));
  }
}
