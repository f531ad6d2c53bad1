package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.CustomerSettings;

/** Adds one thing to events. What goes wrong is a reason among the event's warnings. */
@FunctionalInterface
public interface EnrichmentStep {
  /** Changes the event. */
  void apply(Event event, Caller caller, CustomerSettings settings);
}
