package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.functions.ingest.limits.Grant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What one batch comes to: the records to publish, those of accepted events before the dead
 * letters, and the outcome once it is known which of them are stored.
 */
final class Delivery {
  private record Accepted(int index, UUID eventId, List<String> warnings) {}

  private final DeadLetters deadLetters;
  private final List<Accepted> accepted = new ArrayList<>();
  private final List<StreamRecord> events = new ArrayList<>();
  private final List<Rejection> kept = new ArrayList<>();
  private final List<StreamRecord> letters = new ArrayList<>();
  private final List<Refusal> settled = new ArrayList<>();
  private final Map<ErrorCode, Integer> rejectedByReason = new EnumMap<>(ErrorCode.class);
  private int limited;

  Delivery(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  void accept(int index, Event event, StreamRecord record) {
    accepted.add(new Accepted(index, event.getEventId(), event.getWarnings()));
    events.add(record);
  }

  void reject(Rejection rejection) {
    rejectedByReason.merge(rejection.code(), 1, Integer::sum);
    Optional<StreamRecord> letter = deadLetters.of(rejection);
    if (letter.isPresent()) {
      kept.add(rejection);
      letters.add(letter.get());
    } else {
      settled.add(Refusal.of(rejection));
    }
  }

  void limited(int index, Optional<UUID> givenId) {
    limited++;
    settled.add(Refusal.retry(index, givenId, ErrorCode.RATE_LIMITED));
  }

  boolean isEmpty() {
    return events.isEmpty() && letters.isEmpty();
  }

  /** How many records are to be published. */
  int size() {
    return events.size() + letters.size();
  }

  List<StreamRecord> records() {
    List<StreamRecord> records = new ArrayList<>(size());
    records.addAll(events);
    records.addAll(letters);
    return records;
  }

  /** Whether an event was stored, or a dead letter where no event was to be. */
  boolean anyAccepted(BitSet stored) {
    int first = stored.nextSetBit(0);
    return first >= 0 && (events.isEmpty() || first < events.size());
  }

  void count(BitSet stored, IngestMetrics metrics) {
    int acknowledged = stored.get(0, events.size()).cardinality();
    if (acknowledged > 0) {
      metrics.accepted(acknowledged);
    }
    if (stored.cardinality() < size()) {
      metrics.unacknowledged(size() - stored.cardinality());
    }
    if (limited > 0) {
      metrics.limited(limited);
    }
    rejectedByReason.forEach(metrics::rejected);
    warnings(stored).forEach(metrics::warned);
  }

  private Map<String, Integer> warnings(BitSet stored) {
    Map<String, Integer> byReason = Map.of();
    for (int i = 0; i < accepted.size(); i++) {
      List<String> warnings = accepted.get(i).warnings();
      if (!warnings.isEmpty() && stored.get(i)) {
        if (byReason.isEmpty()) {
          byReason = new HashMap<>();
        }
        for (String warning : warnings) {
          byReason.merge(warning, 1, Integer::sum);
        }
      }
    }
    return byReason;
  }

  Outcome outcome(BitSet stored, Grant grant) {
    List<UUID> ids = new ArrayList<>(accepted.size());
    List<Refusal> refusals = new ArrayList<>(settled);
    for (int i = 0; i < accepted.size(); i++) {
      Accepted event = accepted.get(i);
      if (stored.get(i)) {
        ids.add(event.eventId());
      } else {
        refusals.add(notStored(event.index(), Optional.of(event.eventId())));
      }
    }
    for (int i = 0; i < kept.size(); i++) {
      Rejection rejection = kept.get(i);
      refusals.add(
          stored.get(events.size() + i)
              ? Refusal.of(rejection)
              : notStored(rejection.index(), rejection.givenId()));
    }
    refusals.sort(Comparator.comparingInt(Refusal::index));
    return new Outcome(ids, refusals, grant);
  }

  private static Refusal notStored(int index, Optional<UUID> eventId) {
    return Refusal.retry(index, eventId, ErrorCode.NOT_STORED);
  }
}
