package com.acme.analytics.functions.query.plan;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.DeclaredSince;

/** What customers have declared, so that the warm tier has it. */
@FunctionalInterface
public interface Declarations {
  /**
   * Since which event time every event of the customer has it. Nothing when that can't be told now.
   */
  DeclaredSince of(CustomerId customer);
}
