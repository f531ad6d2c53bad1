package com.acme.analytics.functions.query.trace;

import com.acme.analytics.functions.ingest.rejected.DeadLetter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where an event is, as far as could be told.
 *
 * @param accepted the event, as the first store that has it knows it
 * @param stores every store that was asked
 * @param refused what the archive said; empty when it did not answer
 */
public record Trace(
    UUID eventId,
    Optional<AcceptedEvent> accepted,
    List<Store> stores,
    Optional<Refusals.Finding> refused) {

  public Trace {
    stores = List.copyOf(stores);
  }

  /**
   * A store and what it said.
   *
   * @param finding empty when it did not answer
   */
  public record Store(String name, Optional<StoreFinding> finding) {
    Optional<AcceptedEvent> event() {
      return finding.flatMap(StoreFinding::event);
    }
  }

  /** What became of an event. */
  public enum Status {
    /** A store has it; it may have been refused before. */
    ACCEPTED,
    /** No store that answered has it, and there is a dead letter. */
    REFUSED,
    /** It was not found where it was looked for. */
    UNKNOWN
  }

  /** What became of the event, as far as could be told. */
  public Status status() {
    if (accepted.isPresent()) {
      return Status.ACCEPTED;
    }
    return letter().isPresent() ? Status.REFUSED : Status.UNKNOWN;
  }

  /** Why the event was refused, the last time it was. */
  public Optional<DeadLetter> letter() {
    return refused.flatMap(Refusals.Finding::letter);
  }

  /** When the event was received, where that is known. */
  public Optional<Instant> receivedAt() {
    return accepted
        .map(AcceptedEvent::receivedAt)
        .or(() -> letter().map(letter -> letter.event().getReceivedAt()));
  }

  /** Whether a store or the archive did not answer. */
  public boolean isPartial() {
    return refused.isEmpty() || stores.stream().anyMatch(store -> store.finding().isEmpty());
  }

  /** Whether nobody answered. */
  boolean isEmpty() {
    return refused.isEmpty() && stores.stream().allMatch(store -> store.finding().isEmpty());
  }
}
