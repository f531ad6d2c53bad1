package com.acme.analytics.functions.query.warm;

import com.acme.analytics.core.query.Aggregation;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.functions.query.partial.ThetaSketch;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures over the rollup in Druid's SQL. A declared measure is in one of five places of a row,
 * with its name beside it; its name goes to the parameters.
 */
record WarmMeasure(List<String> parameters) {
  /** How many measures an event can have. */
  static final int PLACES = 5;

  /** As in the rollup: a larger one would not know more. */
  private static final int SKETCH_SIZE = 128;

  /** The columns that a measure takes. */
  List<String> columns(Measure measure) {
    return switch (measure) {
      case Measure.Count() -> List.of("COALESCE(SUM(\"count\"), 0)");
      case Measure.UniqueUsers() -> List.of("DS_THETA(\"users\", " + ThetaSketch.K + ")");
      case Measure.OfProperty(Aggregation aggregation, var property) -> {
        String name = property.path();
        yield switch (aggregation) {
          case SUM -> List.of("SUM(" + its("\"value_%d_sum\"", name) + ")");
          case MIN -> List.of("MIN(" + its("\"value_%d_min\"", name) + ")");
          case MAX -> List.of("MAX(" + its("\"value_%d_max\"", name) + ")");
          case AVG ->
              List.of(
                  "SUM(" + its("\"value_%d_sum\"", name) + ")",
                  // Every event of a row has the numbers that the row has.
                  "COALESCE(SUM(" + its("\"count\"", name) + "), 0)");
          case P50, P75, P90, P95, P99 -> places().mapToObj(place -> sketch(place, name)).toList();
        };
      }
    };
  }

  /** A column of the place where the row has the measure, null where it has none. */
  private String its(String column, String name) {
    parameters.add(name);
    return places()
        .mapToObj(place -> (" WHEN \"measure_%1$d\" THEN " + column).formatted(place))
        .collect(Collectors.joining("", "CASE ?", " END"));
  }

  private String sketch(int place, String name) {
    parameters.add(name);
    return "DS_QUANTILES_SKETCH(\"value_%1$d_quantiles\", %2$d) FILTER (WHERE \"measure_%1$d\" = ?)"
        .formatted(place, SKETCH_SIZE);
  }

  private static IntStream places() {
    return IntStream.rangeClosed(1, PLACES);
  }
}
