package com.acme.analytics.functions.ingest.gateway;

import com.linecorp.armeria.server.ServerBuilder;
import java.time.Duration;

/**
 * What clients can take up of the gateway, whatever they send: docs/formats/gateway.md.
 *
 * @param requests requests and streams under way at once
 * @param bytes of their bodies, at once
 * @param compressedBodies compressed bodies worked on at once
 * @param requestTimeout for a request to arrive as a whole
 */
record Bounds(int requests, long bytes, int compressedBodies, Duration requestTimeout) {
  /**
   * What the server reads of a body. A body over the limit of 6 MiB is taken in, since a client
   * that is cut off while it sends may never see why; twice as much is cut off.
   */
  private static final long READ_BYTES = 12L * 1024 * 1024;

  private static final int BODY_BYTES = 6 * 1024 * 1024;
  private static final int HEADER_BYTES = 16 * 1024;
  private static final int REQUEST_LINE_BYTES = 4 * 1024;
  private static final int CONNECTIONS = 20_000;
  private static final int STREAMS_PER_CONNECTION = 256;
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(1);

  /** So that connections spread over pods that have been added. */
  private static final Duration CONNECTION_AGE = Duration.ofMinutes(10);

  /** Bounds for a heap: an eighth of it for bodies, a quarter for what compressed ones become. */
  static Bounds forHeap(long maxHeapBytes) {
    return new Bounds(
        1_000,
        Math.max(maxHeapBytes / 8, 2 * READ_BYTES),
        (int) Math.max(maxHeapBytes / 4 / BODY_BYTES, 1),
        Duration.ofSeconds(20));
  }

  ServerBuilder applyTo(ServerBuilder server) {
    return server
        .requestTimeout(requestTimeout)
        .maxRequestLength(READ_BYTES)
        .http1MaxHeaderSize(HEADER_BYTES)
        .http1MaxInitialLineLength(REQUEST_LINE_BYTES)
        .http2MaxHeaderListSize(HEADER_BYTES)
        .http2MaxStreamsPerConnection(STREAMS_PER_CONNECTION)
        .maxNumConnections(CONNECTIONS)
        .idleTimeout(IDLE_TIMEOUT)
        .maxConnectionAge(CONNECTION_AGE);
  }
}
