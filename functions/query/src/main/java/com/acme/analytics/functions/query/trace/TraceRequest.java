package com.acme.analytics.functions.query.trace;

import com.acme.analytics.core.tenant.CustomerId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which event is looked for.
 *
 * @param customer from the credential
 * @param around when the caller says it was sent, within an hour
 * @param now when the question was asked
 */
public record TraceRequest(
    CustomerId customer, UUID eventId, Optional<Instant> around, Instant now) {
  private static final int TIME_ORDERED = 7;
  private static final int BITS_BELOW_TIME = 16;

  /**
   * The time to look at first: the caller's, else the one in the id, which ids of ours have from
   * their receipt and many clients' from their making (UUID version 7, RFC 9562 section 5.7).
   */
  public Optional<Instant> hint() {
    return around.or(this::timeOfId);
  }

  private Optional<Instant> timeOfId() {
    if (eventId.version() != TIME_ORDERED) {
      return Optional.empty();
    }
    return Optional.of(Instant.ofEpochMilli(eventId.getMostSignificantBits() >>> BITS_BELOW_TIME));
  }
}
