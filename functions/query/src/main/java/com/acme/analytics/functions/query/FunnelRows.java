package com.acme.analytics.functions.query;

import com.acme.analytics.functions.query.funnel.FunnelFigures;
import com.acme.analytics.functions.query.funnel.StepFigures;
import com.acme.analytics.functions.query.funnel.UserSketch;
import com.acme.analytics.functions.query.partial.JsonRows;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the rows of {@link FunnelStatement}: whether it is the total, the breakdown's value, and of
 * the steps that have any: which they are, members, the number of hashes kept, the largest of them,
 * and counts by bucket.
 */
final class FunnelRows {
  private static final JsonFactory JSON = new JsonFactory();

  private final int steps;
  private final int limit;

  /**
   * Rows of a funnel.
   *
   * @param limit how many values of the breakdown are kept
   */
  FunnelRows(int steps, int limit) {
    this.steps = steps;
    this.limit = limit;
  }

  FunnelFigures read(InputStream rows) {
    List<StepFigures> total = Collections.nCopies(steps, StepFigures.NONE);
    List<FunnelFigures.Row> values = new ArrayList<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), rows)) {
      while (json.nextToken() == JsonToken.START_ARRAY) {
        json.nextToken();
        boolean isTotal = json.getIntValue() != 0;
        json.nextToken();
        String value = json.getString();
        List<StepFigures> figures = steps(json);
        if (isTotal) {
          total = figures;
        } else {
          values.add(new FunnelFigures.Row(value, figures));
        }
        json.nextToken();
      }
    }
    boolean truncated = values.size() > limit;
    return new FunnelFigures(total, truncated ? values.subList(0, limit) : values, truncated);
  }

  private List<StepFigures> steps(JsonParser json) {
    List<StepFigures> figures = new ArrayList<>(Collections.nCopies(steps, StepFigures.NONE));
    List<Long> places = numbers(json);
    List<Long> members = numbers(json);
    List<Long> hashes = numbers(json);
    List<Long> largest = numbers(json);
    json.nextToken();
    for (int i = 0; i < places.size(); i++) {
      json.nextToken();
      figures.set(
          Math.toIntExact(places.get(i) - 1),
          new StepFigures(
              members.get(i),
              new UserSketch(Math.toIntExact(hashes.get(i)), largest.get(i)),
              JsonRows.histogram(json)));
    }
    json.nextToken();
    return figures;
  }

  private static List<Long> numbers(JsonParser json) {
    List<Long> numbers = new ArrayList<>();
    json.nextToken();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      numbers.add(json.getLongValue());
    }
    return numbers;
  }
}
