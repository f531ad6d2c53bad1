package com.acme.analytics.functions.ingest.pipeline;

import java.util.List;

/**
 * A request's events, all of which have been read: each is in one of the lists, and both are in the
 * order of the batch.
 */
record Batch(List<ReadEvent> events, List<Rejection> rejections) {

  /** How many events the request held. */
  int size() {
    return events.size() + rejections.size();
  }
}
