package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.CustomerSettings;
import java.util.Map;

/** Takes the values of the customer's declared dimensions and measures out of the properties. */
final class DeclaredValuesStep implements EnrichmentStep {
  @Override
  public void apply(Event event, Caller caller, CustomerSettings settings) {
    if (!settings.declared().isEmpty()) {
      new DeclaredValues(event, settings.declared().top()).read();
    }
  }

  @Override
  public Warning failure() {
    return Warning.DECLARED_VALUES_FAILED;
  }

  @Override
  public void withdraw(Event event, CustomerSettings settings) {
    event.setDimensions(Map.of());
    event.setMeasures(Map.of());
  }
}
