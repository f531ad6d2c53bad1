package com.acme.analytics.functions.query.analysis;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Aggregation;
import com.acme.analytics.core.query.Comparison;
import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.QueryDefaults;
import com.acme.analytics.core.query.QueryParameters;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which values of a dimension are asked for.
 *
 * @param query one measure by one dimension, compared with a period before
 * @param limit most values that rose, and most that fell
 */
public record MoversRequest(Query query, int limit) {
  private static final String MEASURE = "measure";
  private static final String DIMENSION = "dimension";
  private static final String LIMIT = "limit";
  private static final String COMPARE = "compare";
  private static final Set<String> KNOWN =
      Set.of(MEASURE, DIMENSION, LIMIT, COMPARE, "from", "to", "filter");
  private static final int DEFAULT_LIMIT = 10;
  private static final int MAX_LIMIT = 100;

  /**
   * Reads a request; only the dimension has no default.
   *
   * @throws ProblemException with the code invalid_query, and the parameter's name as the pointer
   */
  public static MoversRequest parse(
      Map<String, String> parameters, QueryDefaults defaults, Instant now) {
    for (String name : new TreeSet<>(parameters.keySet())) {
      if (!KNOWN.contains(name)) {
        throw refused(name, parameters.get(name), "no such parameter; known are " + sorted());
      }
    }
    Map<String, String> rest = new HashMap<>(parameters);
    Measure measure = measure(rest);
    Dimension dimension =
        Dimension.named(Optional.ofNullable(rest.remove(DIMENSION)).orElse(""), DIMENSION);
    int limit = limit(rest);
    rest.putIfAbsent(COMPARE, Comparison.PREVIOUS.code());
    Query given = new QueryParameters(defaults).parse(rest, now);
    return new MoversRequest(
        new Query(
            List.of(measure),
            List.of(dimension),
            given.filters(),
            given.range(),
            Optional.empty(),
            List.of(),
            Query.MAX_LIMIT,
            given.comparison()),
        limit);
  }

  /** The difference of two means or extremes is not made by the events of one period. */
  private static Measure measure(Map<String, String> rest) {
    String name = Optional.ofNullable(rest.remove(MEASURE)).orElse(Measure.COUNT);
    Measure measure = Measure.named(name, MEASURE);
    boolean adds =
        measure instanceof Measure.Count
            || measure instanceof Measure.UniqueUsers
            || (measure instanceof Measure.OfProperty of && of.aggregation() == Aggregation.SUM);
    if (!adds) {
      throw refused(MEASURE, name, "count, unique_users or sum:<property>");
    }
    return measure;
  }

  private static int limit(Map<String, String> rest) {
    String text = rest.remove(LIMIT);
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw refused(LIMIT, text, "a whole number, 1 to " + MAX_LIMIT);
    }
    throw refused(LIMIT, text, "1 to " + MAX_LIMIT);
  }

  private static TreeSet<String> sorted() {
    return new TreeSet<>(KNOWN);
  }

  private static ProblemException refused(String name, String value, String expected) {
    return new ProblemException(
        new Problem(
            ErrorCode.INVALID_QUERY,
            "%s: \"%s\" (expected: %s)".formatted(name, value, expected),
            name));
  }
}
