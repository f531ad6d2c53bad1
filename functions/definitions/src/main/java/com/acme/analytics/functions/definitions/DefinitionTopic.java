package com.acme.analytics.functions.definitions;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Where the stream learns of definitions. */
@FunctionalInterface
public interface DefinitionTopic {
  /**
   * One definition's newest state.
   *
   * @param key {@code <customer>/<kind>/<id>}
   * @param json empty when it is deleted
   */
  record Change(String key, Optional<String> json) {}

  /**
   * Publishes changes, in this order, and waits for them a bounded time. To publish one again does
   * no harm: the newest of a key counts.
   *
   * @return the positions of those that are stored for certain
   */
  BitSet publish(List<Change> changes);
}
