package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.functions.ingest.enrichment.Caller;
import com.acme.analytics.functions.ingest.enrichment.EnrichmentStep;
import com.acme.analytics.functions.ingest.enrichment.Warning;
import java.util.function.Consumer;

/** A step that does to an event what a test wants. */
record TestStep(Consumer<Event> change) implements EnrichmentStep {
  @Override
  public void apply(Event event, Caller caller, CustomerSettings settings) {
    change.accept(event);
  }

  @Override
  public Warning failure() {
    return Warning.CLIENT_FAILED;
  }
}
