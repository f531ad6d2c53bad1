package com.acme.analytics.functions.ingest.schemas;

import com.acme.analytics.core.tenant.CustomerId;

/** Checks events against their customers' schemas. */
@FunctionalInterface
public interface SchemaRules {
  /**
   * Checks an event against the newest version of its schema.
   *
   * @param event the event's name
   * @param properties the event's properties: the text of a JSON object
   */
  Verdict check(CustomerId customer, String event, String properties);
}
