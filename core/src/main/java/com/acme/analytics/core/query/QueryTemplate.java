package com.acme.analytics.core.query;

import com.acme.analytics.core.json.JsonMembers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/**
 * A query that is kept to be asked again: the parameters of {@link QueryParameters} as JSON, where
 * a list's elements need no escape for commas. Its range is the {@code last} duration before now,
 * or from {@code from} to {@code to}, or what the parameters have by default.
 *
 * @param filter as {@link Filter#parse} reads them
 * @param last ISO 8601, {@code PT1M} to 10 years of 365 days
 * @param from RFC 3339; only with {@code to}, and never with {@code last}
 * @param order columns of the answer, {@code -} before one for largest first
 */
public record QueryTemplate(
    List<String> measures,
    List<String> dimensions,
    List<String> filter,
    Optional<String> granularity,
    Optional<String> last,
    Optional<String> from,
    Optional<String> to,
    List<String> order,
    Optional<Integer> limit,
    Optional<String> compare) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(3650);

  /** Only for the check that does not depend on now. */
  private static final QueryParameters ANY_RANGE =
      new QueryParameters(new QueryDefaults(Duration.ofDays(7), Duration.ofMinutes(5)));

  private static final Instant ANY_TIME = Instant.parse("2026-01-01T00:00:00Z");

  /**
   * Checks it as the query it will be.
   *
   * @throws com.acme.analytics.core.problem.ProblemException with the code invalid_query, and the
   *     member that is wrong as the pointer
   */
  public QueryTemplate {
    measures = List.copyOf(measures);
    dimensions = List.copyOf(dimensions);
    filter = List.copyOf(filter);
    order = List.copyOf(order);
    requireNamed("measures", measures);
    requireNamed("dimensions", dimensions);
    requireNamed("order", order);
    granularity.ifPresent(name -> requireNamed("granularity", List.of(name)));
    compare.ifPresent(name -> requireNamed("compare", List.of(name)));
    from.ifPresent(time -> requireNamed("from", List.of(time)));
    to.ifPresent(time -> requireNamed("to", List.of(time)));
    if (last.isPresent() && from.or(() -> to).isPresent()) {
      throw InvalidQuery.of("last", last.get(), "either last, or from and to");
    }
    if (from.isPresent() != to.isPresent()) {
      throw InvalidQuery.of(
          from.isPresent() ? "from" : "to", from.or(() -> to).get(), "from and to, or neither");
    }
    Query unused =
        ANY_RANGE.parse(
            parameters(
                measures,
                dimensions,
                filter,
                granularity,
                last.map(text -> ANY_TIME.minus(duration(text)).toString()).or(() -> from),
                to,
                order,
                limit,
                compare),
            ANY_TIME);
  }

  /** Takes a template's members, all of them. */
  public static QueryTemplate read(JsonMembers members) {
    QueryTemplate template =
        new QueryTemplate(
            members.texts("measures"),
            members.texts("dimensions"),
            members.texts("filter"),
            members.optionalText("granularity"),
            members.optionalText("last"),
            members.optionalText("from"),
            members.optionalText("to"),
            members.texts("order"),
            members.optionalInteger("limit"),
            members.optionalText("compare"));
    members.refuseOthers();
    return template;
  }

  /** Writes the members that have a value. */
  public void write(JsonGenerator json) {
    json.writeStartObject();
    write(json, "measures", measures);
    write(json, "dimensions", dimensions);
    write(json, "filter", filter);
    granularity.ifPresent(value -> json.writeStringProperty("granularity", value));
    last.ifPresent(value -> json.writeStringProperty("last", value));
    from.ifPresent(value -> json.writeStringProperty("from", value));
    to.ifPresent(value -> json.writeStringProperty("to", value));
    write(json, "order", order);
    limit.ifPresent(value -> json.writeNumberProperty("limit", value));
    compare.ifPresent(value -> json.writeStringProperty("compare", value));
    json.writeEndObject();
  }

  /** The flat parameters of the query that is asked now. */
  public Map<String, String> parameters(Instant now) {
    return parameters(
        measures,
        dimensions,
        filter,
        granularity,
        last.map(text -> now.minus(duration(text)).toString()).or(() -> from),
        to,
        order,
        limit,
        compare);
  }

  private static Map<String, String> parameters(
      List<String> measures,
      List<String> dimensions,
      List<String> filter,
      Optional<String> granularity,
      Optional<String> from,
      Optional<String> to,
      List<String> order,
      Optional<Integer> limit,
      Optional<String> compare) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("measures", joined(measures));
    parameters.put("dimensions", joined(dimensions));
    parameters.put(
        "filter",
        filter.stream().map(text -> Filter.parse(text).text()).collect(Collectors.joining(",")));
    parameters.put("order", joined(order));
    granularity.ifPresent(value -> parameters.put("granularity", value));
    from.ifPresent(value -> parameters.put("from", value));
    to.ifPresent(value -> parameters.put("to", value));
    limit.ifPresent(value -> parameters.put("limit", value.toString()));
    compare.ifPresent(value -> parameters.put("compare", value));
    return parameters;
  }

  private static String joined(List<String> names) {
    return names.stream().map(EscapedList::escape).collect(Collectors.joining(","));
  }

  private static void requireNamed(String field, List<String> names) {
    if (names.contains("")) {
      throw InvalidQuery.of(field, "", "text that is not empty, or none");
    }
  }

  private static Duration duration(String text) {
    String expected = "a duration of PT1M to P3650D, such as PT24H";
    try {
      Duration duration = Duration.parse(text);
      if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
        throw InvalidQuery.of("last", text, expected);
      }
      return duration;
    } catch (DateTimeException e) {
      throw InvalidQuery.of("last", text, expected);
    }
  }

  private static void write(JsonGenerator json, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      json.writeArrayPropertyStart(name);
      texts.forEach(json::writeString);
      json.writeEndArray();
    }
  }
}
