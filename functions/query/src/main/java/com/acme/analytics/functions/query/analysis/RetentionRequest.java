package com.acme.analytics.functions.query.analysis;

import com.acme.analytics.core.json.JsonMembers;
import com.acme.analytics.core.json.Refusals;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Granularity;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Operator;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whose return is asked for.
 *
 * @param start distinct users of each day who begin, by the dimension where there is one
 * @param back distinct users of each day who return
 * @param range whole periods, 1 to {@value #MAX_PERIODS}
 * @param period a day or seven
 */
public record RetentionRequest(Query start, Query back, TimeRange range, Duration period) {
  private static final int MAX_PERIODS = 60;
  private static final Refusals REFUSALS = new Refusals(ErrorCode.INVALID_QUERY, "the retention");
  private static final String EVENT = "an object with an event and filters";
  private static final String MIDNIGHT = "an RFC 3339 time at midnight in UTC";
  private static final String ONE_KIND = "bounded";

  /**
   * Reads a body.
   *
   * @param body UTF-8 JSON
   * @throws ProblemException malformed_json, body_too_large, or invalid_query with a JSON pointer
   *     to the member
   */
  public static RetentionRequest parse(byte[] body) {
    JsonMembers members = AnalysisBody.members(body, REFUSALS);
    List<Filter> start = start(members.object("start", EVENT));
    List<Filter> back =
        members.optionalObject("return", EVENT).map(RetentionRequest::event).orElse(List.of());
    Duration period =
        members
            .optionalValue("granularity", "1d or 1w", RetentionRequest::period)
            .orElse(Duration.ofDays(1));
    Instant from = members.value("from", MIDNIGHT, RetentionRequest::midnight);
    Instant to = members.value("to", MIDNIGHT, RetentionRequest::midnight);
    List<Dimension> by =
        members.optionalText("by").map(name -> Dimension.named(name, "/by")).stream().toList();
    members.optionalValue("kind", ONE_KIND, RetentionRequest::kind);
    members.refuseOthers();
    requireWholePeriods(from, to, period);
    TimeRange range = new TimeRange(from, to);
    return new RetentionRequest(
        users(start, by, range), users(back, List.of(), range), range, period);
  }

  /** How many periods the range is. */
  public int periods() {
    return (int) Duration.between(range.from(), range.to()).dividedBy(period);
  }

  public boolean isByDimension() {
    return !start.dimensions().isEmpty();
  }

  private static Query users(List<Filter> filters, List<Dimension> by, TimeRange range) {
    return new Query(
        List.of(new Measure.UniqueUsers()),
        by,
        filters,
        range,
        Optional.of(Granularity.DAY),
        List.of(),
        Query.MAX_LIMIT);
  }

  private static List<Filter> start(JsonMembers members) {
    List<Filter> filters = event(members);
    if (filters.isEmpty()) {
      throw REFUSALS.missing("/start/event", "the name of the event that users begin with");
    }
    return filters;
  }

  private static List<Filter> event(JsonMembers members) {
    List<Filter> filters = new ArrayList<>();
    members
        .optionalText("event")
        .ifPresent(
            name -> filters.add(new Filter(FixedDimension.EVENT, Operator.EQ, List.of(name))));
    members.texts("filters").forEach(text -> filters.add(Filter.parse(text)));
    members.refuseOthers();
    return filters;
  }

  private static Duration period(String code) {
    return switch (code) {
      case "1d" -> Duration.ofDays(1);
      case "1w" -> Duration.ofDays(7);
      default -> throw new IllegalArgumentException(code);
    };
  }

  private static String kind(String code) {
    if (!code.equals(ONE_KIND)) {
      throw new IllegalArgumentException(code);
    }
    return code;
  }

  private static Instant midnight(String text) {
    Instant time = OffsetDateTime.parse(text).toInstant();
    if (!time.equals(time.truncatedTo(ChronoUnit.DAYS))) {
      throw new IllegalArgumentException(text);
    }
    return time;
  }

  private static void requireWholePeriods(Instant from, Instant to, Duration period) {
    Duration length = Duration.between(from, to);
    Duration longest = period.multipliedBy(MAX_PERIODS);
    boolean whole = length.toSeconds() % period.toSeconds() == 0;
    if (!length.isPositive() || length.compareTo(longest) > 0 || !whole) {
      throw REFUSALS.of(
          "/to",
          to,
          "1 to %d whole periods of %d days after from, which is %s"
              .formatted(MAX_PERIODS, period.toDays(), from));
    }
  }
}
