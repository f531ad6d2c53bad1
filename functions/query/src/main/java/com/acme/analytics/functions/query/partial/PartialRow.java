package com.acme.analytics.functions.query.partial;

import com.acme.analytics.core.query.Aggregation;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Query;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A group of a slice.
 *
 * @param key the bucket's begin in milliseconds since 1970 where there is a granularity, then the
 *     dimensions' texts, null where there is none
 * @param measures in the query's order
 */
public record PartialRow(List<Object> key, List<Partial> measures) {
  /** A mean needs its sum and how many numbers it is of; any other measure one column. */
  private static final int COLUMNS_OF_AVERAGE = 2;

  public PartialRow {
    key = Collections.unmodifiableList(key);
    measures = List.copyOf(measures);
  }

  /**
   * Reads a row of a tier: the key's cells, then those of the measures. A count is a long, users a
   * {@link ThetaSketch} or null, a sum, a smallest and a largest number a double or null, and a
   * mean its sum and its long of numbers.
   */
  public static PartialRow of(Query query, List<Object> cells) {
    int keys = query.columns().size() - query.measures().size();
    List<Partial> measures = new ArrayList<>();
    int at = keys;
    for (Measure measure : query.measures()) {
      measures.add(partial(measure, cells, at));
      at += columns(measure);
    }
    return new PartialRow(new ArrayList<>(cells.subList(0, keys)), measures);
  }

  /** How many cells of a row a measure takes. */
  public static int columns(Measure measure) {
    return measure instanceof Measure.OfProperty(Aggregation aggregation, var _)
            && aggregation == Aggregation.AVG
        ? COLUMNS_OF_AVERAGE
        : 1;
  }

  private static Partial partial(Measure measure, List<Object> cells, int at) {
    return switch (measure) {
      case Measure.Count() -> new Partial.Count((Long) cells.get(at));
      case Measure.UniqueUsers() -> {
        ThetaSketch users = (ThetaSketch) cells.get(at);
        yield new Partial.Users(users == null ? ThetaSketch.empty() : users);
      }
      case Measure.OfProperty(Aggregation aggregation, var _) ->
          switch (aggregation) {
            case SUM -> new Partial.Sum((Double) cells.get(at));
            case MIN -> new Partial.Extreme((Double) cells.get(at), /* largest= */ false);
            case MAX -> new Partial.Extreme((Double) cells.get(at), /* largest= */ true);
            case AVG -> {
              Double sum = (Double) cells.get(at);
              yield new Partial.Average(sum == null ? 0 : sum, (Long) cells.get(at + 1));
            }
          };
    };
  }
}
