package com.acme.analytics.functions.query.partial;

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
   */
  public JsonRows(Query query, Function<JsonParser, ThetaSketch> users) {
    this.query = query;
    query.granularity().ifPresent(every -> cells.add(JsonParser::getLongValue));
    query.dimensions().forEach(dimension -> cells.add(JsonParser::getString));
    for (Measure measure : query.measures()) {
      switch (measure) {
        case Measure.Count() -> cells.add(JsonParser::getLongValue);
        case Measure.UniqueUsers() -> cells.add(users::apply);
        case Measure.OfProperty of -> {
          cells.add(JsonParser::getDoubleValue);
          if (PartialRow.columns(of) > 1) {
            cells.add(JsonParser::getLongValue);
          }
        }
      }
    }
  }

  /** Tells each group once. */
  public void read(InputStream rows, Consumer<PartialRow> groups) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), rows)) {
      while (parser.nextToken() == JsonToken.START_ARRAY) {
        List<Object> row = new ArrayList<>(cells.size());
        for (Function<JsonParser, Object> cell : cells) {
          row.add(parser.nextToken() == JsonToken.VALUE_NULL ? null : cell.apply(parser));
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
