package com.acme.analytics.functions.query.partial;

import com.acme.analytics.core.histogram.Histogram;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Query;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads groups that a store gives as JSON arrays, one after another. */
public final class JsonRows {
  private static final JsonFactory JSON = new JsonFactory();

  /** How a cell is read of which the parser stands at the first token. */
  private final List<Function<JsonParser, Object>> cells = new ArrayList<>();

  private final Query query;

  /**
   * A reader of a query's groups.
   *
   * @param users reads what the store gives for {@code unique_users}; never called for null
   * @param numbers reads what it gives for a percentile, which may be several cells: the parser
   *     stands on the first one's first token, and is left on the last one's last
   */
  public JsonRows(
      Query query,
      Function<JsonParser, ThetaSketch> users,
      Function<JsonParser, Distribution> numbers) {
    this.query = query;
    query.granularity().ifPresent(every -> cells.add(JsonParser::getLongValue));
    query.dimensions().forEach(dimension -> cells.add(orNull(JsonParser::getString)));
    for (Measure measure : query.measures()) {
      switch (measure) {
        case Measure.Count() -> cells.add(JsonParser::getLongValue);
        case Measure.UniqueUsers() -> cells.add(orNull(users::apply));
        case Measure.OfProperty(var aggregation, var _) when aggregation.isPercentile() ->
            cells.add(numbers::apply);
        case Measure.OfProperty of -> {
          cells.add(orNull(JsonParser::getDoubleValue));
          if (PartialRow.columns(of) > 1) {
            cells.add(JsonParser::getLongValue);
          }
        }
      }
    }
  }

  /**
   * Reads a JSON object of counts by bucket. The parser stands on its begin, and is left on its
   * end.
   */
  public static Histogram histogram(JsonParser json) {
    Histogram histogram = new Histogram();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      int bucket = Integer.parseInt(json.currentName());
      json.nextToken();
      histogram.addToBucket(bucket, json.getLongValue());
    }
    return histogram;
  }

  private static Function<JsonParser, Object> orNull(Function<JsonParser, Object> cell) {
    return parser -> parser.currentToken() == JsonToken.VALUE_NULL ? null : cell.apply(parser);
  }

  /** Tells each group once. */
  public void read(InputStream rows, Consumer<PartialRow> groups) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), rows)) {
      while (parser.nextToken() == JsonToken.START_ARRAY) {
        List<Object> row = new ArrayList<>(cells.size());
        for (Function<JsonParser, Object> cell : cells) {
          parser.nextToken();
          row.add(cell.apply(parser));
        }
        if (parser.nextToken() != JsonToken.END_ARRAY) {
          throw new IllegalStateException(
              "row of a store: more cells (expected: %d)".formatted(cells.size()));
        }
        groups.accept(PartialRow.of(query, row));
      }
    }
  }
}
