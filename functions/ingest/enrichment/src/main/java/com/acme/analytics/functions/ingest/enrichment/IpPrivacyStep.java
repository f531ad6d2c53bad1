package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.CustomerSettings;

/** Leaves of the address what the customer's policy allows, once it has been located. */
final class IpPrivacyStep implements EnrichmentStep {
  @Override
  public void apply(Event event, Caller caller, CustomerSettings settings) {
    if (event.getIp() == null) {
      return;
    }
    switch (settings.ipPolicy()) {
      case TRUNCATE -> event.setIp(ClientNetwork.of(event.getIp()));
      case DROP -> event.setIp(null);
      case KEEP -> {
        // As it is.
      }
    }
  }

  @Override
  public Warning failure() {
    return Warning.IP_PRIVACY_FAILED;
  }

  @Override
  public void withdraw(Event event, CustomerSettings settings) {
    event.setIp(null);
  }
}
