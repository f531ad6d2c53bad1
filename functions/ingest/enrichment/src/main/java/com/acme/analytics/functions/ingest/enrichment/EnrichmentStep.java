package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.CustomerSettings;

/** One addition to an event, or one thing taken out of it. Safe for use by several threads. */
public interface EnrichmentStep {
  /**
   * Changes the event. What can be expected to go wrong is a {@link Warning} of the event; an
   * exception is a defect.
   */
  void apply(Event event, Caller caller, CustomerSettings settings);

  /** What an event says when the step threw. */
  Warning failure();

  /** Takes out of the event what must not leave in it when the step threw. */
  default void withdraw(Event event, CustomerSettings settings) {}
}
