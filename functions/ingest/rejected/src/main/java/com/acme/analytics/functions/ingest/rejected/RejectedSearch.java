package com.acme.analytics.functions.ingest.rejected;

import com.acme.analytics.core.tenant.CustomerId;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks for one event's dead letter. The archive has no index by event, so its objects are read,
 * the newest hour first, until the letter is found, the range is searched or the budget is spent.
 */
public final class RejectedSearch {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final ArchiveBucket bucket;

  public RejectedSearch(ArchiveBucket bucket) {
    this.bucket = Objects.requireNonNull(bucket, "bucket");
  }

  /**
   * What a search came to.
   *
   * @param letter the newest of the event's dead letters
   * @param from since when every object was read, by receive time; the hour before it was not read,
   *     or not as a whole, where it is after the beginning of the range
   */
  public record Result(Optional<DeadLetter> letter, Instant from) {}

  /**
   * Searches the hours of receipt that a range touches.
   *
   * @param from receive time, inclusive; its whole hour is searched
   * @param to receive time, exclusive; its whole hour is searched
   * @throws ArchiveUnavailableException when S3 does not answer
   */
  public Result newest(
      CustomerId customer, UUID eventId, Instant from, Instant to, ScanBudget budget) {
    Instant begin = from.truncatedTo(ChronoUnit.HOURS);
    Instant end = to;
    while (begin.isBefore(end)) {
      Instant start = latest(begin, startOfStep(end, to));
      Optional<List<ArchiveKey>> keys = keys(customer, start, end, budget);
      if (keys.isEmpty()) {
        return new Result(Optional.empty(), end);
      }
      Result result = read(keys.get().reversed(), start, end, eventId.toString(), budget);
      if (result.letter().isPresent() || result.from().isAfter(start)) {
        return result;
      }
      end = start;
    }
    return new Result(Optional.empty(), begin);
  }

  /** The last day is listed by the hour, because what is looked for is mostly recent. */
  private static Instant startOfStep(Instant end, Instant to) {
    Instant before = end.minusMillis(1);
    return before.isAfter(to.minus(DAY))
        ? before.truncatedTo(ChronoUnit.HOURS)
        : before.truncatedTo(ChronoUnit.DAYS);
  }

  /** The keys of some hours, the oldest first; empty when the budget does not reach for all. */
  private Optional<List<ArchiveKey>> keys(
      CustomerId customer, Instant from, Instant to, ScanBudget budget) {
    RejectedQuery all =
        new RejectedQuery(
            customer, from, to, Optional.empty(), Optional.empty(), 0, Optional.empty());
    ArchiveWalk walk = new ArchiveWalk(bucket, all, budget);
    List<ArchiveKey> keys = new ArrayList<>();
    for (Optional<ArchiveSlice> slice = walk.next(); slice.isPresent(); slice = walk.next()) {
      keys.add(slice.get().key());
    }
    return walk.isFinished() ? Optional.of(keys) : Optional.empty();
  }

  /** Reads objects until the hour that holds a dead letter of the event is read. */
  private Result read(
      List<ArchiveKey> keys, Instant start, Instant end, String eventId, ScanBudget budget) {
    Optional<DeadLetter> newest = Optional.empty();
    for (ArchiveKey key : keys) {
      Instant nextHour = key.group().hour().plus(HOUR);
      if (newest.filter(found -> !found.event().getReceivedAt().isBefore(nextHour)).isPresent()) {
        return new Result(newest, nextHour);
      }
      if (!budget.takeObject()) {
        return new Result(newest, nextHour.isBefore(end) ? nextHour : end);
      }
      newest = later(newest, read(key, eventId));
    }
    return new Result(newest, start);
  }

  private Optional<DeadLetter> read(ArchiveKey key, String eventId) {
    Optional<InputStream> object = bucket.open(key.text());
    if (object.isEmpty()) {
      return Optional.empty();
    }
    Optional<DeadLetter> newest = Optional.empty();
    try (DeadLetterLines lines = new DeadLetterLines(key.group().owner(), object.get())) {
      for (Optional<DeadLetter> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (line.get().event().getEventId().equalsIgnoreCase(eventId)) {
          newest = later(newest, line);
        }
      }
    }
    return newest;
  }

  private static Optional<DeadLetter> later(Optional<DeadLetter> one, Optional<DeadLetter> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    Instant received = one.get().event().getReceivedAt();
    return other.get().event().getReceivedAt().isBefore(received) ? one : other;
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
