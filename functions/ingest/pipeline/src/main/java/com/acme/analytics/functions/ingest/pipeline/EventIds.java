package com.acme.analytics.functions.ingest.pipeline;

import java.util.UUID;

/** Gives an id to events that came without one. */
@FunctionalInterface
public interface EventIds {
  /**
   * The id of an event.
   *
   * @param index its position in the batch, from 0
   */
  UUID idOf(int index);
}
