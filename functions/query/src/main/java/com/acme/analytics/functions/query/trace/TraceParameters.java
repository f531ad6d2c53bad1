package com.acme.analytics.functions.query.trace;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads what a request for a trace asks. */
public final class TraceParameters {
  private static final Pattern EVENT_ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final String AROUND = "around";
  private static final int SHOWN_CHARS = 64;

  private final Duration maxClockSkew;

  /**
   * Makes the reader.
   *
   * @param maxClockSkew how far ahead of now a time may be
   */
  public TraceParameters(Duration maxClockSkew) {
    this.maxClockSkew = maxClockSkew;
  }

  /**
   * The event that is looked for.
   *
   * @param eventId the path's
   * @param query the query string's parameters
   * @throws ProblemException {@link ErrorCode#INVALID_PARAMETER} that names the parameter
   */
  public TraceRequest parse(
      CustomerId customer, String eventId, Map<String, String> query, Instant now) {
    for (String name : new TreeSet<>(query.keySet())) {
      if (!name.equals(AROUND)) {
        throw invalid(name, query.get(name), "only " + AROUND, null);
      }
    }
    if (!EVENT_ID.matcher(eventId).matches()) {
      throw invalid("event_id", eventId, "a UUID", null);
    }
    Optional<Instant> around =
        Optional.ofNullable(query.get(AROUND)).map(text -> around(text, now));
    return new TraceRequest(customer, UUID.fromString(eventId), around, now);
  }

  private Instant around(String text, Instant now) {
    String expectation =
        "an RFC 3339 time from 1970 until now, such as 2026-01-31T12:00:00Z; write + as %2B in a"
            + " URL";
    Instant time;
    try {
      time = OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw invalid(AROUND, text, expectation, e);
    }
    if (time.isBefore(Instant.EPOCH) || time.isAfter(now.plus(maxClockSkew))) {
      throw invalid(AROUND, text, expectation, null);
    }
    return time;
  }

  private static ProblemException invalid(
      String name, String value, String expectation, Exception cause) {
    String shown = value.length() <= SHOWN_CHARS ? value : value.substring(0, SHOWN_CHARS) + "...";
    return new ProblemException(
        new Problem(
            ErrorCode.INVALID_PARAMETER,
            "%s: \"%s\" (expected: %s)".formatted(name, shown, expectation),
            name),
        cause);
  }
}
