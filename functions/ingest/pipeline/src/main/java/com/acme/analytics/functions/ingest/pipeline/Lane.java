package com.acme.analytics.functions.ingest.pipeline;

/** The topics that records go to. */
public enum Lane {
  /** Accepted events of the hot range. */
  ACCEPTED,
  /** Accepted events that are older, and declared backfills: they must not slow live traffic. */
  HISTORICAL,
  /** Dead letters. */
  REJECTED
}
