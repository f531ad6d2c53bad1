package com.acme.analytics.functions.ingest.pipeline;

import java.util.List;

/**
 * What became of a request's events, all of which have been read: each is in one of the lists, and
 * both are in the order of the batch.
 */
public record Batch(List<Candidate> candidates, List<Rejection> rejections) {

  /** How many events the request held. */
  public int size() {
    return candidates.size() + rejections.size();
  }
}
