package com.acme.analytics.functions.query.analysis;

import com.acme.analytics.core.json.JsonMembers;
import com.acme.analytics.core.json.Refusals;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.FixedDimension;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Which ways through sessions are asked for.
 *
 * @param by what a node is: the path or the event's name
 * @param start the node that a way begins with; empty for a session's first
 * @param end the node that a way is complete with
 * @param steps most nodes after the first, 1 to {@value #MAX_STEPS}
 * @param limit most nodes of each step that are told apart
 */
public record PathsRequest(
    FixedDimension by,
    Optional<String> start,
    Optional<String> end,
    int steps,
    TimeRange range,
    List<Filter> filters,
    int limit) {
  private static final int MAX_STEPS = 6;
  private static final int DEFAULT_STEPS = 5;
  private static final int MAX_LIMIT = 50;
  private static final int DEFAULT_LIMIT = 10;
  private static final Refusals REFUSALS = new Refusals(ErrorCode.INVALID_QUERY, "the paths");

  /**
   * Reads a body.
   *
   * @param body UTF-8 JSON
   * @param held how far back of now the hot tier holds every event
   * @throws ProblemException malformed_json, body_too_large, or invalid_query with a JSON pointer
   *     to the member
   */
  public static PathsRequest parse(byte[] body, Duration held, Instant now) {
    JsonMembers members = AnalysisBody.members(body, REFUSALS);
    PathsRequest request =
        new PathsRequest(
            members
                .optionalValue("by", "path or event", PathsRequest::by)
                .orElse(FixedDimension.PATH),
            node(members, "start"),
            node(members, "end"),
            number(members, "steps", DEFAULT_STEPS, MAX_STEPS),
            new TimeRange(
                time(members, "from").orElse(now.minus(held)), time(members, "to").orElse(now)),
            members.texts("filters").stream().map(Filter::parse).toList(),
            number(members, "limit", DEFAULT_LIMIT, MAX_LIMIT));
    members.refuseOthers();
    requireFew(request.filters);
    if (request.end.isPresent() && request.end.equals(request.start)) {
      throw REFUSALS.of("/end", request.end.get(), "another node than start");
    }
    Instant heldSince = now.minus(held);
    if (request.range.from().isBefore(heldSince)) {
      throw REFUSALS.of(
          "/from",
          request.range.from(),
          "not before %s, for only the hot tier tells paths".formatted(heldSince));
    }
    return request;
  }

  private static FixedDimension by(String name) {
    return switch (name) {
      case "path" -> FixedDimension.PATH;
      case "event" -> FixedDimension.EVENT;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Optional<String> node(JsonMembers members, String name) {
    Optional<String> node = members.optionalText(name);
    if (node.filter(String::isEmpty).isPresent()) {
      throw REFUSALS.of("/" + name, "", "text that is not empty, or none");
    }
    return node;
  }

  private static int number(JsonMembers members, String name, int otherwise, int most) {
    int number = members.optionalInteger(name).orElse(otherwise);
    if (number < 1 || number > most) {
      throw REFUSALS.of("/" + name, number, "1 to " + most);
    }
    return number;
  }

  private static Optional<Instant> time(JsonMembers members, String name) {
    return members.optionalValue(
        name, "an RFC 3339 time", text -> OffsetDateTime.parse(text).toInstant());
  }

  private static void requireFew(List<Filter> filters) {
    int values = filters.stream().mapToInt(filter -> filter.values().size()).sum();
    if (filters.size() > Query.MAX_TERMS || values > Query.MAX_VALUES) {
      throw REFUSALS.of(
          "/filters",
          filters.size() + " with " + values + " values",
          "at most %d with %d values".formatted(Query.MAX_TERMS, Query.MAX_VALUES));
    }
  }
}
