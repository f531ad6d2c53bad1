package com.acme.analytics.functions.ingest.pipeline;

/** Where an event came in. */
public enum Door {
  /** The HTTP API. */
  LAMBDA,
  /** The gateway, over HTTP. */
  GATEWAY,
  /** The gateway, over gRPC. */
  GRPC,
  /** Segment's protocol. */
  SEGMENT,
  /** A Kinesis stream. */
  KINESIS,
  /** A dead letter that is tried again; what is refused now is refused already. */
  REPLAY
}
