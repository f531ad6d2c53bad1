package com.acme.analytics.functions.ingest.gateway.grpc;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The streams that are open. They would outlast any shutdown, so each is ended in between two
 * batches once the gateway drains.
 */
public final class OpenStreams {
  private final Set<StreamedBatches> streams = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;

  void add(StreamedBatches stream) {
    streams.add(stream);
    if (draining) {
      stream.drain();
    }
  }

  void remove(StreamedBatches stream) {
    streams.remove(stream);
  }

  /** Ends all streams, and each that opens later. */
  public void drain() {
    draining = true;
    streams.forEach(StreamedBatches::drain);
  }
}
