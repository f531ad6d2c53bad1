package com.acme.analytics.functions.query.funnel;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads what a request for a funnel asks. */
public final class FunnelParameters {
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String BREAKDOWN = "breakdown";
  private static final Set<String> KNOWN = Set.of(FROM, TO, BREAKDOWN);
  private static final Duration DEFAULT_RANGE = Duration.ofHours(24);
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
  private static final int SHOWN_CHARS = 64;

  private FunnelParameters() {}

  /**
   * What is asked.
   *
   * @param id the path's
   * @param query the query string's parameters
   * @throws ProblemException {@link ErrorCode#INVALID_PARAMETER} that names the parameter
   */
  public static FunnelRequest parse(String id, Map<String, String> query, Instant now) {
    for (String name : new TreeSet<>(query.keySet())) {
      if (!KNOWN.contains(name)) {
        throw invalid(name, query.get(name), "only " + new TreeSet<>(KNOWN), null);
      }
    }
    if (!ID.matcher(id).matches()) {
      throw invalid("id", id, "a UUID", null);
    }
    Instant to = query.containsKey(TO) ? time(TO, query.get(TO)) : now;
    Instant from = query.containsKey(FROM) ? time(FROM, query.get(FROM)) : to.minus(DEFAULT_RANGE);
    if (!from.isBefore(to)) {
      throw invalid(FROM, from.toString(), "a time before to, which is " + to, null);
    }
    return new FunnelRequest(
        UUID.fromString(id),
        CohortRange.within(from, to),
        flag(query.getOrDefault(BREAKDOWN, "false")));
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(BREAKDOWN, text, "true or false", null);
    };
  }

  private static Instant time(String name, String text) {
    String expectation =
        "an RFC 3339 time of 1970 to 2099, such as 2026-01-31T12:00:00Z; write + as %2B in a URL";
    Instant time;
    try {
      time = OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw invalid(name, text, expectation, e);
    }
    if (time.isBefore(Instant.EPOCH) || !time.isBefore(LATEST)) {
      throw invalid(name, text, expectation, null);
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
