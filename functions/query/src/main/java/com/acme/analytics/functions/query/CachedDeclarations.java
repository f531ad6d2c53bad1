package com.acme.analytics.functions.query;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.DeclaredSince;
import com.acme.analytics.functions.identity.CustomerTable;
import com.acme.analytics.functions.identity.DirectoryUnavailableException;
import com.acme.analytics.functions.query.plan.Declarations;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Declarations as the table of customers has them, remembered for a minute. A table that does not
 * answer says nothing is declared, so that the lake answers.
 */
final class CachedDeclarations implements Declarations {
  private static final Logger LOG = LoggerFactory.getLogger(CachedDeclarations.class);
  private static final Duration KNOWN_FOR = Duration.ofMinutes(1);
  private static final int MAX_ENTRIES = 10_000;

  private final LoadingCache<CustomerId, DeclaredSince> known;

  /**
   * Declarations out of a table.
   *
   * @param maxClockSkew how far ahead of its receipt an event's time may be: an event of that long
   *     after a declaration may have come before it
   * @param ticker what tells that a minute is over
   */
  CachedDeclarations(CustomerTable customers, Duration maxClockSkew, Ticker ticker) {
    known =
        Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .expireAfterWrite(KNOWN_FOR)
            .ticker(ticker)
            .build(customer -> customers.declaredSince(customer).plus(maxClockSkew));
  }

  @Override
  public DeclaredSince of(CustomerId customer) {
    try {
      return known.get(customer);
    } catch (DirectoryUnavailableException e) {
      LOG.warn("customer {}: what is declared can't be told", customer, e);
      return DeclaredSince.NEVER;
    }
  }
}
