package com.acme.analytics.functions.ingest.limits;

import com.acme.analytics.core.tenant.Credential;

/** Says how many events a credential may send now. */
public interface EventLimiter {
  /**
   * Takes tokens for events. Fewer than asked for, or none, are granted when the limit is reached.
   *
   * @param events 0 or more
   */
  Grant take(Credential credential, int events);
}
