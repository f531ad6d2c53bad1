package com.acme.analytics.core.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads a {@link Query} from the flat parameters of {@code GET /v2/query}, as docs/formats/query.md
 * describes them.
 *
 * @param defaults what a query is where a parameter is not given
 */
public record QueryParameters(QueryDefaults defaults) {
  private static final String MEASURES = "measures";
  private static final String DIMENSIONS = "dimensions";
  private static final String FILTER = "filter";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String GRANULARITY = "granularity";
  private static final String ORDER = "order";
  private static final String LIMIT = "limit";
  private static final String COMPARE = "compare";
  private static final String WAIT = "wait";
  private static final Set<String> KNOWN =
      Set.of(MEASURES, DIMENSIONS, FILTER, FROM, TO, GRANULARITY, ORDER, LIMIT, COMPARE, WAIT);

  /**
   * Reads a query; what it does not name has the documented default.
   *
   * @param parameters decoded; values of a repeated parameter joined by commas
   * @throws com.acme.analytics.core.problem.ProblemException with the code invalid_query, and the
   *     parameter's name as the pointer
   */
  public Query parse(Map<String, String> parameters, Instant now) {
    return defaults.complete(draft(parameters), now);
  }

  /**
   * What the parameters say of a query.
   *
   * @throws com.acme.analytics.core.problem.ProblemException as {@link #parse} does
   */
  public static QueryDraft draft(Map<String, String> parameters) {
    requireKnown(parameters);
    return new QueryDraft(
        list(parameters, MEASURES, name -> Measure.named(name, MEASURES)),
        list(parameters, DIMENSIONS, name -> Dimension.named(name, DIMENSIONS)),
        filters(parameters),
        time(parameters, FROM),
        time(parameters, TO),
        granularity(parameters),
        list(parameters, ORDER, Order::named),
        limit(parameters),
        comparison(parameters));
  }

  /**
   * Whether the caller waits for the answer, however slow the tiers are that it needs.
   *
   * @throws com.acme.analytics.core.problem.ProblemException when that is neither true nor false
   */
  public static boolean waits(Map<String, String> parameters) {
    String value = parameters.getOrDefault(WAIT, "false");
    if (!value.equals("true") && !value.equals("false")) {
      throw InvalidQuery.of(WAIT, value, "true or false");
    }
    return value.equals("true");
  }

  private static void requireKnown(Map<String, String> parameters) {
    for (String name : new TreeSet<>(parameters.keySet())) {
      if (!KNOWN.contains(name)) {
        throw InvalidQuery.of(
            name, parameters.get(name), "no such parameter; known are " + new TreeSet<>(KNOWN));
      }
    }
  }

  private static <T> List<T> list(
      Map<String, String> parameters, String name, Function<String, T> element) {
    String value = parameters.getOrDefault(name, "");
    if (value.isEmpty()) {
      return List.of();
    }
    List<T> elements = new ArrayList<>();
    for (String part : EscapedList.split(value, ',')) {
      elements.add(element.apply(EscapedList.unescape(part, name)));
    }
    return elements;
  }

  private static List<Filter> filters(Map<String, String> parameters) {
    String value = parameters.getOrDefault(FILTER, "");
    if (value.isEmpty()) {
      return List.of();
    }
    return EscapedList.split(value, ',').stream().map(Filter::parse).toList();
  }

  private static Optional<Instant> time(Map<String, String> parameters, String name) {
    String value = parameters.getOrDefault(name, "");
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(TimeRange.time(value, name, "; write + as %2B"));
  }

  private static Optional<Granularity> granularity(Map<String, String> parameters) {
    String value = parameters.getOrDefault(GRANULARITY, "");
    return value.isEmpty() ? Optional.empty() : Optional.of(Granularity.named(value, GRANULARITY));
  }

  private static Optional<Comparison> comparison(Map<String, String> parameters) {
    String value = parameters.getOrDefault(COMPARE, "");
    return value.isEmpty() ? Optional.empty() : Optional.of(Comparison.named(value, COMPARE));
  }

  private static OptionalInt limit(Map<String, String> parameters) {
    String value = parameters.getOrDefault(LIMIT, "");
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(value));
    } catch (NumberFormatException e) {
      throw InvalidQuery.of(LIMIT, value, "a whole number, 1 to " + Query.MAX_LIMIT);
    }
  }
}
