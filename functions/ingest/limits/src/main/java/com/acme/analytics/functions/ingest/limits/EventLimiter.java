package com.acme.analytics.functions.ingest.limits;

import com.acme.analytics.core.tenant.Credential;

/** Says how many events a credential may send now. */
@FunctionalInterface
public interface EventLimiter {
  /**
   * Takes tokens out of a credential's bucket: as many as asked for, or as many as there are.
   *
   * @param events at least 1
   */
  Grant take(Credential credential, int events);
}
