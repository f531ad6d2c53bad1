package com.acme.analytics.functions.ingest.pipeline;

import java.util.BitSet;
import java.util.List;

/** Where events and dead letters go. */
@FunctionalInterface
public interface EventStream {
  /**
   * Publishes records and waits, for a bounded time, until each is acknowledged or isn't.
   *
   * @param trace travels with every record
   * @return for each position in {@code records} whether that record is stored for good. One that
   *     isn't may still have been stored; publishing it again is harmless, since its id is the same
   */
  BitSet publish(List<StreamRecord> records, TraceParent trace);
}
