package com.acme.analytics.functions.ingest.pipeline;

import java.util.BitSet;
import java.util.Optional;

/** Collects what the producer's thread says of one batch's records. */
final class Acknowledgements {
  private final BitSet stored;
  private Exception firstFailure;

  Acknowledgements(int events) {
    stored = new BitSet(events);
  }

  /**
   * One record is done.
   *
   * @param failure null when the record is stored
   */
  synchronized void complete(int position, Exception failure) {
    if (failure == null) {
      stored.set(position);
    } else {
      fail(failure);
    }
  }

  synchronized void fail(Exception failure) {
    if (firstFailure == null) {
      firstFailure = failure;
    }
  }

  synchronized boolean anyFailed() {
    return firstFailure != null;
  }

  synchronized Optional<Exception> firstFailure() {
    return Optional.ofNullable(firstFailure);
  }

  synchronized BitSet stored() {
    return (BitSet) stored.clone();
  }
}
