package com.acme.analytics.kinesis;

/** Where reading begins that has no stored position to go on from. */
public enum StartPosition {
  /** With the oldest record that the stream still has. */
  TRIM_HORIZON,
  /**
   * With the first record after the connector's start. A shard that has given none until the
   * connector is started again begins with the new start, so what came in between may be missed.
   */
  LATEST
}
