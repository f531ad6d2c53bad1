package com.acme.analytics.core.query;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A range of event time that includes its start and not its end.
 *
 * @param from not before 1970
 * @param to after from, before 2100
 */
public record TimeRange(Instant from, Instant to) {
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  public TimeRange {
    if (from.isBefore(EARLIEST)) {
      throw InvalidQuery.of("from", from, "a time not before " + EARLIEST);
    }
    if (to.isAfter(LATEST)) {
      throw InvalidQuery.of("to", to, "a time not after " + LATEST);
    }
    if (!from.isBefore(to)) {
      throw InvalidQuery.of("from", from, "a time before to, which is " + to);
    }
  }

  /** The part from a time on; empty when it ends before. */
  public Optional<TimeRange> since(Instant time) {
    return between(from.isBefore(time) ? time : from, to);
  }

  /** The part before a time; empty when it begins later. */
  public Optional<TimeRange> until(Instant time) {
    return between(from, to.isAfter(time) ? time : to);
  }

  /** What is left without a part of it: none, one or two ranges. */
  public List<TimeRange> without(TimeRange part) {
    List<TimeRange> left = new ArrayList<>();
    until(part.from).ifPresent(left::add);
    since(part.to).ifPresent(left::add);
    return List.copyOf(left);
  }

  private static Optional<TimeRange> between(Instant from, Instant to) {
    return from.isBefore(to) ? Optional.of(new TimeRange(from, to)) : Optional.empty();
  }

  /**
   * Reads a bound.
   *
   * @param field the part of the query it stands in, for the refusal
   * @param hint what else the refusal says
   */
  static Instant time(String text, String field, String hint) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw InvalidQuery.of(field, text, "an RFC 3339 time such as 2026-01-31T12:00:00Z" + hint);
    }
  }
}
