package com.acme.analytics.functions.identity;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;

/** Tells what a customer has decided about its events. */
@FunctionalInterface
public interface CustomerDirectory {
  /**
   * The customer's settings, at most a minute old.
   *
   * @throws DirectoryUnavailableException when nobody can tell right now
   */
  CustomerSettings settingsOf(CustomerId customer);
}
