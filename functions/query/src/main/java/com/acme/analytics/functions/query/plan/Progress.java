package com.acme.analytics.functions.query.plan;

import java.time.Instant;

/** How far a tier has come. */
@FunctionalInterface
public interface Progress {
  /**
   * Up to which event time, exclusive, the tier has taken in what has happened; 1970 when it has
   * nothing or can't say.
   */
  Instant committedUntil();
}
