package com.acme.analytics.functions.ingest.pipeline;

import java.time.Duration;

/**
 * Decides when an event happened. A client's clock may be wrong; {@code sent_at} tells by how much,
 * because it was read from the same clock right before sending: event time is {@code timestamp +
 * (received - sent_at)}, as Segment's libraries have it.
 *
 * @param maxAge how far before the receive time an event may lie, inclusive
 * @param maxClockSkew how far after the receive time an event may lie, inclusive
 */
public record EventTimes(Duration maxAge, Duration maxClockSkew) {
  /** Stands for a time the client didn't give. */
  static final long NOT_GIVEN = Long.MIN_VALUE;

  public EventTimes {
    requirePositive("maxAge", maxAge);
    requirePositive("maxClockSkew", maxClockSkew);
  }

  /** Event time in milliseconds since the epoch; the receive time when the client gave none. */
  long eventTime(long timestamp, long sentAt, long receivedAt) {
    if (timestamp == NOT_GIVEN) {
      return receivedAt;
    }
    return sentAt == NOT_GIVEN ? timestamp : timestamp + (receivedAt - sentAt);
  }

  boolean accepts(long eventTime, long receivedAt) {
    return eventTime >= receivedAt - maxAge.toMillis()
        && eventTime <= receivedAt + maxClockSkew.toMillis();
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(Found.of(name, duration).expected("> 0"));
    }
  }
}
