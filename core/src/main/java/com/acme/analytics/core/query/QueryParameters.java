package com.acme.analytics.core.query;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads a {@link Query} from the flat parameters of {@code GET /v2/query}, as docs/formats/query.md
 * describes them.
 *
 * @param lookBack how far before now a query reaches that names no {@code from}
 * @param lookAhead how far after now a query reaches that names no {@code to}
 */
public record QueryParameters(Duration lookBack, Duration lookAhead) {
  private static final String MEASURES = "measures";
  private static final String DIMENSIONS = "dimensions";
  private static final String FILTER = "filter";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String GRANULARITY = "granularity";
  private static final String ORDER = "order";
  private static final String LIMIT = "limit";
  private static final Set<String> KNOWN =
      Set.of(MEASURES, DIMENSIONS, FILTER, FROM, TO, GRANULARITY, ORDER, LIMIT);

  private static final int DEFAULT_LIMIT = 100;

  /** A week of minutes is about as much. */
  private static final int DEFAULT_LIMIT_OF_SERIES = 10_000;

  /**
   * Reads a query; what it does not name has the documented default.
   *
   * @param parameters decoded; values of a repeated parameter joined by commas
   * @throws com.acme.analytics.core.problem.ProblemException with the code invalid_query, and the
   *     parameter's name as the pointer
   */
  public Query parse(Map<String, String> parameters, Instant now) {
    requireKnown(parameters);
    List<Measure> measures =
        list(parameters, MEASURES, name -> Measure.named(name, MEASURES))
            .orElseGet(() -> List.of(new Measure.Count()));
    List<Dimension> dimensions =
        list(parameters, DIMENSIONS, name -> Dimension.named(name, DIMENSIONS)).orElse(List.of());
    Optional<Granularity> granularity = granularity(parameters);
    return new Query(
        measures,
        dimensions,
        filters(parameters),
        range(parameters, now),
        granularity,
        list(parameters, ORDER, QueryParameters::order)
            .orElseGet(() -> List.of(defaultOrder(measures, granularity))),
        limit(parameters, granularity));
  }

  private static void requireKnown(Map<String, String> parameters) {
    for (String name : new TreeSet<>(parameters.keySet())) {
      if (!KNOWN.contains(name)) {
        throw InvalidQuery.of(
            name, parameters.get(name), "no such parameter; known are " + new TreeSet<>(KNOWN));
      }
    }
  }

  private static <T> Optional<List<T>> list(
      Map<String, String> parameters, String name, Function<String, T> element) {
    String value = parameters.get(name);
    if (value == null || value.isEmpty()) {
      return Optional.empty();
    }
    List<T> elements = new ArrayList<>();
    for (String part : EscapedList.split(value, ',')) {
      elements.add(element.apply(EscapedList.unescape(part, name)));
    }
    return Optional.of(elements);
  }

  private static List<Filter> filters(Map<String, String> parameters) {
    String value = parameters.getOrDefault(FILTER, "");
    if (value.isEmpty()) {
      return List.of();
    }
    return EscapedList.split(value, ',').stream().map(Filter::parse).toList();
  }

  private TimeRange range(Map<String, String> parameters, Instant now) {
    return new TimeRange(
        time(parameters, FROM).orElse(now.minus(lookBack)),
        time(parameters, TO).orElse(now.plus(lookAhead)));
  }

  private static Optional<Instant> time(Map<String, String> parameters, String name) {
    String value = parameters.getOrDefault(name, "");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(value).toInstant());
    } catch (DateTimeParseException e) {
      throw InvalidQuery.of(
          name, value, "an RFC 3339 time such as 2026-01-31T12:00:00Z; write + as %2B");
    }
  }

  private static Optional<Granularity> granularity(Map<String, String> parameters) {
    String value = parameters.getOrDefault(GRANULARITY, "");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Granularity.of(value)
            .orElseThrow(() -> InvalidQuery.of(GRANULARITY, value, "1m, 5m, 1h or 1d")));
  }

  private static Order order(String text) {
    boolean descending = text.startsWith("-");
    return new Order(descending ? text.substring(1) : text, descending);
  }

  private static Order defaultOrder(List<Measure> measures, Optional<Granularity> granularity) {
    return granularity.isPresent()
        ? new Order(Query.TIME_COLUMN, false)
        : new Order(measures.get(0).columnName(), true);
  }

  private static int limit(Map<String, String> parameters, Optional<Granularity> granularity) {
    String value = parameters.getOrDefault(LIMIT, "");
    if (value.isEmpty()) {
      return granularity.isPresent() ? DEFAULT_LIMIT_OF_SERIES : DEFAULT_LIMIT;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw InvalidQuery.of(LIMIT, value, "a whole number, 1 to " + Query.MAX_LIMIT);
    }
  }
}
