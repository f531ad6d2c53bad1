package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.CustomerSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enriches events, step by step in a fixed order: docs/formats/enrichment.md. A step that fails
 * leaves a warning in the event and never loses it. Safe for use by several threads.
 */
public final class Enrichment {
  private static final Logger LOG = LoggerFactory.getLogger(Enrichment.class);

  private final List<EnrichmentStep> steps;
  private final AtomicLong failures = new AtomicLong();

  public Enrichment(List<EnrichmentStep> steps) {
    this.steps = List.copyOf(steps);
  }

  /** The documented steps. What protects the user comes last, so every step before sees all. */
  public static Enrichment standard(Geolocator geolocator, TrustedProxies proxies) {
    return new Enrichment(
        List.of(
            new ClientStep(proxies),
            new GeolocationStep(geolocator),
            new CampaignStep(),
            new ReferrerStep(),
            new IpPrivacyStep(),
            new PseudonymStep(),
            new UserHashStep(),
            new DeclaredValuesStep()));
  }

  /**
   * Takes an event through all steps; never throws for what is in it. Once only: a pseudonym would
   * become the pseudonym of a pseudonym.
   */
  public void apply(Event event, Caller caller, CustomerSettings settings) {
    for (EnrichmentStep step : steps) {
      try {
        step.apply(event, caller, settings);
      } catch (RuntimeException e) {
        step.withdraw(event, settings);
        step.failure().addTo(event);
        log(step, e);
      }
    }
  }

  /** The 1st, 2nd, 4th, 8th and so on: a defect met by every event must not fill the log. */
  private void log(EnrichmentStep step, RuntimeException failure) {
    long count = failures.incrementAndGet();
    if (Long.bitCount(count) == 1) {
      LOG.error("{}, failure {} of enrichment", step.failure().code(), count, failure);
    }
  }
}
