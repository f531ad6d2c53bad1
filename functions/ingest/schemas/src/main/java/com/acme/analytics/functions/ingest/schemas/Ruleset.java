package com.acme.analytics.functions.ingest.schemas;

import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A customer's schemas that are in force and looked at, as they were at a time.
 *
 * @param revision of the index they were read by
 * @param byEvent by event name
 * @param readAt ticker nanoseconds just before they were read
 * @param retryAt ticker nanoseconds before which it is not worth another try
 * @param refreshing held by who reads them again
 */
record Ruleset(
    long revision, Map<String, EventSchema> byEvent, long readAt, long retryAt, Lock refreshing) {
  private static final int FIXED_BYTES = 1_024;

  Ruleset {
    byEvent = Map.copyOf(byEvent);
  }

  static Ruleset read(long revision, Map<String, EventSchema> byEvent, long readAt) {
    return new Ruleset(revision, byEvent, readAt, readAt, new ReentrantLock());
  }

  Ruleset readAgainAt(long now) {
    return new Ruleset(revision, byEvent, now, now, refreshing);
  }

  Ruleset retryingAt(long later) {
    return new Ruleset(revision, byEvent, readAt, later, refreshing);
  }

  /** Bytes in memory, roughly. */
  long weight() {
    return FIXED_BYTES * (1L + byEvent.size())
        + byEvent.values().stream().mapToLong(EventSchema::bytes).sum();
  }
}
