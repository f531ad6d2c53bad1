package com.acme.analytics.clickhouse;

import static com.acme.analytics.clickhouse.RangeStatements.time;

import com.clickhouse.client.api.query.GenericRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The table {@code dirty_ranges}. Its times are the server's. */
final class DirtyRanges {
  /**
   * How long before now a range has to lie within what the hot tier keeps: events of older ones may
   * be gone before the run is over.
   */
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final String DIRTY =
      """
      FROM
      (
          SELECT customer_id, kind, hour, max(marked) AS newest, max(rebuilt) AS until
          FROM dirty_ranges
          WHERE hour >= {oldest:DateTime64(3)} AND kind IN ('windows', 'sessions')
          GROUP BY customer_id, kind, hour
          HAVING newest > until
      )
      """;

  private final RangeStatements statements;

  DirtyRanges(RangeStatements statements) {
    this.statements = statements;
  }

  /** The server's clock. */
  Instant now() {
    return Instant.ofEpochMilli(
        statements
            .query("SELECT toUnixTimestamp64Milli(now64(3)) AS now", Map.of())
            .getFirst()
            .getLong("now"));
  }

  /**
   * The ranges whose last rebuild is the longest ago; of those never rebuilt, the oldest.
   *
   * @param most how many at most
   */
  List<DirtyRange> oldest(Instant now, int most) {
    return statements
        .query(
            "SELECT customer_id, kind, toInt64(toUnixTimestamp(hour)) AS second "
                + DIRTY
                + " ORDER BY until, hour, customer_id, kind LIMIT "
                + most,
            Map.of("oldest", time(oldestHour(now))))
        .stream()
        .map(DirtyRanges::range)
        .toList();
  }

  long count(Instant now) {
    return statements
        .query(
            "SELECT toInt64(count()) AS ranges " + DIRTY, Map.of("oldest", time(oldestHour(now))))
        .getFirst()
        .getLong("ranges");
  }

  /** The range is as the events until then have it. */
  void markRebuilt(DirtyRange range, Instant until) {
    statements.insert(
        """
        INSERT INTO dirty_ranges (customer_id, kind, hour, marked, rebuilt)
        SELECT {customer:String}, {kind:String}, {hour:DateTime64(3)}, toDateTime64(0, 3), {until:DateTime64(3)}
        """,
        Map.of(
            "customer", range.customer(),
            "kind", range.truth().table(),
            "hour", time(range.hour()),
            "until", time(until)));
  }

  private static Instant oldestHour(Instant now) {
    return now.minus(Rebuild.KEPT).plus(MARGIN);
  }

  private static DirtyRange range(GenericRecord row) {
    return new DirtyRange(
        row.getString("customer_id"),
        row.getString("kind").equals(Truth.WINDOWS.table()) ? Truth.WINDOWS : Truth.SESSIONS,
        Instant.ofEpochSecond(row.getLong("second")));
  }
}
