package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.CustomerSettings;

/** Hashes who the event counts for: its user, else its anonymous user, as they leave here. */
final class UserHashStep implements EnrichmentStep {
  @Override
  public void apply(Event event, Caller caller, CustomerSettings settings) {
    String id = event.getUserId() != null ? event.getUserId() : event.getAnonymousId();
    event.setUserHash(id == null || id.isEmpty() ? null : (Long) UserHash.of(id));
  }

  @Override
  public Warning failure() {
    return Warning.USER_HASH_FAILED;
  }

  @Override
  public void withdraw(Event event, CustomerSettings settings) {
    event.setUserHash(null);
  }
}
