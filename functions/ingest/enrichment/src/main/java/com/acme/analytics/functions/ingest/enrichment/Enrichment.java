package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.CustomerSettings;
import java.util.List;

/** The steps of enrichment, one after another. */
public final class Enrichment {
  private final List<EnrichmentStep> steps;

  public Enrichment(List<EnrichmentStep> steps) {
    this.steps = List.copyOf(steps);
  }

  /** Takes an event through all steps. */
  public void apply(Event event, Caller caller, CustomerSettings settings) {
    for (EnrichmentStep step : steps) {
      step.apply(event, caller, settings);
    }
  }
}
