package com.acme.analytics.local.console.demo;

import java.time.Instant;
import java.util.UUID;

/**
 * An event of the simulation.
 *
 * @param id depends on the seed, the visitor and the time
 * @param timestamp to the millisecond
 * @param visitor who did it
 * @param step what was done
 */
record DemoEvent(UUID id, Instant timestamp, Visitor visitor, Step step) {

  /**
   * Whom the platform counts as one user: the user id where there is one, else the anonymous id.
   */
  String user() {
    return step.signedIn() ? visitor.account().orElseThrow() : visitor.anonymousId();
  }
}
