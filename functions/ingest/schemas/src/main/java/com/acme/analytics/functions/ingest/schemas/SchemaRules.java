package com.acme.analytics.functions.ingest.schemas;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;

/** Judges events by their customers' schemas. */
@FunctionalInterface
public interface SchemaRules {
  /**
   * Judges one event by the newest version of its schema.
   *
   * @param event the event's name
   * @param properties the event's properties, JSON that was read before
   * @throws ProblemException {@link ErrorCode#STORE_UNAVAILABLE} when nobody can tell what the
   *     customer's schemas are
   */
  Verdict check(CustomerId customer, String event, String properties);
}
