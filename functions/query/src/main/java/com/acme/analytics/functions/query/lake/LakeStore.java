package com.acme.analytics.functions.query.lake;

import com.acme.analytics.core.histogram.Histogram;
import com.acme.analytics.core.json.JsonScalar;
import com.acme.analytics.core.query.Dimension;
import com.acme.analytics.core.query.Measure;
import com.acme.analytics.core.query.Property;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.partial.Distribution;
import com.acme.analytics.functions.query.partial.JsonRows;
import com.acme.analytics.functions.query.partial.PartialRow;
import com.acme.analytics.functions.query.partial.ThetaSketch;
import com.acme.analytics.functions.query.partial.TierStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The lake: every event, slowly. */
public final class LakeStore implements TierStore {
  /** Each commit is a snapshot. */
  private static final String NEWEST_COMMIT =
      "SELECT CAST(max(to_unixtime(committed_at)) * 1000 AS bigint) FROM \"events$snapshots\"";

  private static final JsonFactory JSON = new JsonFactory();

  private final LakeEngine engine;

  /** A store on the engine, which stays the caller's. */
  public LakeStore(LakeEngine engine) {
    this.engine = engine;
  }

  @Override
  public void read(CustomerId customer, Query query, TimeRange range, Consumer<PartialRow> groups) {
    List<Function<String, Object>> cells = cells(query);
    LakeStatement statement = LakeStatement.groups(customer, query, range);
    engine.run(
        statement.text(),
        statement.parameters(),
        texts -> {
          List<Object> row = new ArrayList<>(cells.size());
          for (int i = 0; i < cells.size(); i++) {
            String text = texts.get(i);
            row.add(cells.get(i).apply(text));
          }
          groups.accept(PartialRow.of(query, row));
        });
  }

  @Override
  public String statement(CustomerId customer, Query query, TimeRange range) {
    return LakeStatement.groups(customer, query, range).text();
  }

  /** How long ago the stream last committed, whoever's events. */
  @Override
  public OptionalLong freshnessMillis(CustomerId customer, TimeRange range, Instant now) {
    List<String> newest = new ArrayList<>();
    engine.run(NEWEST_COMMIT, List.of(), row -> newest.add(row.getFirst()));
    String millis = newest.getFirst();
    return millis == null
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, now.toEpochMilli() - Long.parseLong(millis)));
  }

  private static List<Function<String, Object>> cells(Query query) {
    List<Function<String, Object>> cells = new ArrayList<>();
    query.granularity().ifPresent(every -> cells.add(Long::valueOf));
    for (Dimension dimension : query.dimensions()) {
      cells.add(dimension instanceof Property ? JsonScalar::text : text -> text);
    }
    for (Measure measure : query.measures()) {
      switch (measure) {
        case Measure.Count() -> cells.add(Long::valueOf);
        case Measure.UniqueUsers() -> cells.add(orNull(LakeStore::users));
        case Measure.OfProperty(var aggregation, var _) when aggregation.isPercentile() ->
            cells.add(LakeStore::numbers);
        case Measure.OfProperty of -> {
          cells.add(orNull(Double::valueOf));
          if (PartialRow.columns(of) > 1) {
            cells.add(Long::valueOf);
          }
        }
      }
    }
    return cells;
  }

  private static Function<String, Object> orNull(Function<String, Object> cell) {
    return text -> text == null ? null : cell.apply(text);
  }

  /** Of a JSON object of counts by bucket; null of no number. */
  private static Distribution numbers(String json) {
    if (json == null) {
      return Distribution.of(new Histogram());
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      return Distribution.of(JsonRows.histogram(parser));
    }
  }

  /** Of a JSON array of hashes. */
  private static ThetaSketch users(String json) {
    String hashes = json.substring(1, json.length() - 1);
    return hashes.isEmpty()
        ? ThetaSketch.empty()
        : ThetaSketch.of(Arrays.stream(hashes.split(",")).mapToLong(Long::parseLong).toArray());
  }
}
