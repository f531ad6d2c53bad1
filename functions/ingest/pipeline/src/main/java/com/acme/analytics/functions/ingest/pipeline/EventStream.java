package com.acme.analytics.functions.ingest.pipeline;

import java.util.BitSet;
import java.util.List;

/** Where accepted events go. */
@FunctionalInterface
public interface EventStream {
  /**
   * Publishes events and waits, for a bounded time, until each is acknowledged or isn't.
   *
   * @param trace travels with every event
   * @return for each position in {@code events} whether that event is stored for good. One that
   *     isn't may still have been stored; publishing it again is harmless, since its id is the same
   */
  BitSet publish(List<Candidate> events, TraceParent trace);
}
