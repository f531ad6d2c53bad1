package com.acme.analytics.kinesis;

import java.time.Instant;

/** A place in a shard. */
public sealed interface Position {
  /** The oldest record that is still there. */
  record Oldest() implements Position {}

  /** The first record that arrived then or later. */
  record From(Instant time) implements Position {}

  /** A record itself. */
  record At(String sequenceNumber) implements Position {}

  /** What follows a record. */
  record After(String sequenceNumber) implements Position {}
}
