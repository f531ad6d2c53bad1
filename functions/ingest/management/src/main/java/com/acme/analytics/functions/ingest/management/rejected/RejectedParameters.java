package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.ingest.management.rejected.RejectedCursor.Kind;
import com.acme.analytics.functions.ingest.rejected.ArchiveBucket;
import com.acme.analytics.functions.ingest.rejected.RejectedQuery;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads what a request asks of the archive. The same names stand in a query string and in the body
 * of a replay; only how a problem points at one differs.
 */
final class RejectedParameters {
  /** Longest range: all that is kept. */
  static final Duration LONGEST = ArchiveBucket.RETENTION;

  private static final List<String> BODY_NAMES =
      List.of("from", "to", "code", "event", "limit", "cursor");
  private static final List<String> QUERY_NAMES =
      List.of("from", "to", "code", "event", "limit", "cursor", "counts");
  private static final Duration STANDARD_RANGE = Duration.ofDays(1);

  /** Times lie before it. */
  static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private static final String TIME =
      "an RFC 3339 time from 1970 to 2099, such as 2026-01-31T12:00:00Z; write + as %2B in a URL";
  private static final int LONGEST_EVENT = 200;
  private static final int SHOWN_CHARS = 64;

  private final Map<String, String> values;
  private final String pointerPrefix;

  private RejectedParameters(Map<String, String> values, String pointerPrefix) {
    this.values = values;
    this.pointerPrefix = pointerPrefix;
  }

  /**
   * Parameters of a query string.
   *
   * @throws ProblemException {@link ErrorCode#INVALID_PARAMETER} that names one that is unknown
   */
  static RejectedParameters ofQuery(Map<String, String> values) {
    return new RejectedParameters(values, "").refuseOthers(QUERY_NAMES);
  }

  /**
   * Members of a body's object; numbers as text.
   *
   * @throws ProblemException {@link ErrorCode#INVALID_PARAMETER} that names one that is unknown
   */
  static RejectedParameters ofBody(Map<String, String> values) {
    return new RejectedParameters(values, "/").refuseOthers(BODY_NAMES);
  }

  /**
   * The dead letters that are meant.
   *
   * @param standardLimit where no limit is given
   * @param highestLimit inclusive
   * @throws ProblemException {@link ErrorCode#INVALID_PARAMETER} that names the parameter
   */
  RejectedQuery events(CustomerId customer, Instant now, int standardLimit, int highestLimit) {
    Optional<RejectedCursor> cursor = cursor(customer, Kind.EVENTS);
    return query(customer, range(cursor, now), cursor, limit(standardLimit, highestLimit));
  }

  /**
   * The dead letters to count: of whole hours, whatever their name.
   *
   * @throws ProblemException {@link ErrorCode#INVALID_PARAMETER} that names the parameter
   */
  RejectedQuery counts(CustomerId customer, Instant now) {
    for (String name : new String[] {"event", "limit"}) {
      if (values.containsKey(name)) {
        throw invalid(name, values.get(name), "none with counts");
      }
    }
    Optional<RejectedCursor> cursor = cursor(customer, Kind.COUNTS);
    Range range = range(cursor, now);
    Instant from = range.from().truncatedTo(ChronoUnit.HOURS);
    Instant to = range.to().plus(Duration.ofHours(1)).minusMillis(1).truncatedTo(ChronoUnit.HOURS);
    return query(customer, new Range(from, to), cursor, 0);
  }

  /** A parameter that is either {@code true} or {@code false}. */
  boolean flag(String name) {
    String value = values.getOrDefault(name, "false");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(name, value, "true or false");
    };
  }

  private RejectedParameters refuseOthers(List<String> names) {
    for (String name : new TreeSet<>(values.keySet())) {
      if (!names.contains(name)) {
        throw invalid(name, values.get(name), "only " + String.join(", ", names));
      }
    }
    return this;
  }

  private RejectedQuery query(
      CustomerId customer, Range range, Optional<RejectedCursor> cursor, int limit) {
    return new RejectedQuery(
        customer,
        range.from(),
        range.to(),
        code(),
        event(),
        limit,
        cursor.map(RejectedCursor::position));
  }

  private Optional<RejectedCursor> cursor(CustomerId customer, Kind kind) {
    String text = values.get("cursor");
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(
        RejectedCursor.parse(text, customer)
            .filter(cursor -> cursor.kind() == kind)
            .orElseThrow(() -> invalid("cursor", text, "one that an answer of this kind gave")));
  }

  /** A cursor goes on within its own range: the default of another moment would leave a gap. */
  private Range range(Optional<RejectedCursor> cursor, Instant now) {
    Instant to = time("to").orElseGet(() -> cursor.map(RejectedCursor::to).orElse(now));
    Instant from =
        time("from")
            .orElseGet(() -> cursor.map(RejectedCursor::from).orElse(to.minus(STANDARD_RANGE)));
    if (!from.isBefore(to)) {
      throw invalid("from", from.toString(), "before to, which is " + to);
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw invalid(
          "from", from.toString(), "at most " + LONGEST.toDays() + " days before to, " + to);
    }
    return new Range(from, to);
  }

  private Optional<Instant> time(String name) {
    String value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    try {
      Instant time = OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.MILLIS);
      if (!time.isBefore(Instant.EPOCH) && time.isBefore(LATEST)) {
        return Optional.of(time);
      }
    } catch (DateTimeException e) {
      throw invalid(name, value, TIME, e);
    }
    throw invalid(name, value, TIME);
  }

  private Optional<String> code() {
    String value = values.get("code");
    if (value != null && Arrays.stream(ErrorCode.values()).noneMatch(c -> c.code().equals(value))) {
      throw invalid("code", value, "a code of the API's errors, such as schema_violation");
    }
    return Optional.ofNullable(value);
  }

  private Optional<String> event() {
    String value = values.get("event");
    if (value != null && (value.isEmpty() || value.length() > LONGEST_EVENT)) {
      throw invalid("event", value, "a name of 1 to " + LONGEST_EVENT + " characters");
    }
    return Optional.ofNullable(value);
  }

  private int limit(int standard, int highest) {
    String value = values.get("limit");
    if (value == null) {
      return standard;
    }
    String expectation = "1 to " + highest;
    int limit;
    try {
      limit = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw invalid("limit", value, expectation, e);
    }
    if (limit < 1 || limit > highest) {
      throw invalid("limit", value, expectation);
    }
    return limit;
  }

  private ProblemException invalid(String name, String value, String expectation) {
    return invalid(name, value, expectation, null);
  }

  private ProblemException invalid(String name, String value, String expectation, Exception cause) {
    String shown = value.length() <= SHOWN_CHARS ? value : value.substring(0, SHOWN_CHARS) + "...";
    return new ProblemException(
        new Problem(
            ErrorCode.INVALID_PARAMETER,
            "%s: \"%s\" (expected: %s)".formatted(name, shown, expectation),
            pointerPrefix + name),
        cause);
  }

  private record Range(Instant from, Instant to) {}
}
