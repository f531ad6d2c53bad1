package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.CustomerSettings;

/** Says which other site led to the page. */
final class ReferrerStep implements EnrichmentStep {
  @Override
  public void apply(Event event, Caller caller, CustomerSettings settings) {
    Host page = hostOf(event.getPageUrl(), Warning.MALFORMED_PAGE_URL, event);
    Host referrer = hostOf(event.getPageReferrer(), Warning.MALFORMED_PAGE_REFERRER, event);
    if (!referrer.name().isEmpty() && !referrer.name().equals(page.name())) {
      event.setReferrerDomain(referrer.name());
    }
  }

  @Override
  public Warning failure() {
    return Warning.REFERRER_FAILED;
  }

  private static Host hostOf(String url, Warning malformed, Event event) {
    if (url == null) {
      return Host.NONE;
    }
    Host host = Host.of(url);
    if (host.malformed()) {
      malformed.addTo(event);
    }
    return host;
  }
}
