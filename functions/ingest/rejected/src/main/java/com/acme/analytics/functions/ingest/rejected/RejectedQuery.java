package com.acme.analytics.functions.ingest.rejected;

import com.acme.analytics.core.tenant.CustomerId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which dead letters are meant.
 *
 * @param customer from the credential
 * @param from receive time, inclusive
 * @param to receive time, exclusive
 * @param code only refusals for this reason
 * @param event only events of this name
 * @param limit most dead letters to take
 * @param after where the last answer ended; of the same customer
 */
public record RejectedQuery(
    CustomerId customer,
    Instant from,
    Instant to,
    Optional<String> code,
    Optional<String> event,
    int limit,
    Optional<ArchivePosition> after) {

  boolean matches(DeadLetter letter) {
    Instant receivedAt = letter.event().getReceivedAt();
    return !receivedAt.isBefore(from)
        && receivedAt.isBefore(to)
        && event.map(name -> name.equals(letter.event().getEvent())).orElse(true);
  }
}
