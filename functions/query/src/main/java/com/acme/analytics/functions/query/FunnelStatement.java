package com.acme.analytics.functions.query;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.functions.query.funnel.CohortRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles the statement that adds up a funnel's cohorts, whether the stream has counted them or
 * history must. Members and times add up; users are united: the k + 1 smallest hashes of several
 * sketches are a sketch of all. The first row is the total, then come the values of the breakdown,
 * the one with most members first.
 */
final class FunnelStatement {
  private static final String COLUMNS = "value, step, members, users, histogram";

  /** Sketches stay with the server: their size and their largest hash say how many users. */
  private static final String FIGURES =
      """
      SELECT
        total,
        value,
        groupArray(step),
        groupArray(reached),
        groupArray(length(sketch)),
        groupArray(if(empty(sketch), 0, sketch[-1])),
        groupArray(durations)
      FROM (
        SELECT
          %s AS total,
          %s AS value,
          step,
          sum(members) AS reached,
          arraySlice(arraySort(groupUniqArrayArray(users)), 1, 4097) AS sketch,
          sumMap(histogram) AS durations
        FROM (
          %s) AS cohorts
        GROUP BY %s
      )
      GROUP BY total, value
      ORDER BY total DESC, max(reached) DESC, value
      LIMIT %s""";

  private static final String STREAMED =
      """
      SELECT %s
      FROM funnels FINAL
      WHERE customer_id = %s
        AND funnel_id = %s
        AND start >= %s
        AND start < %s
      """;

  private FunnelStatement() {}

  /**
   * The statement.
   *
   * @param history selects the cohorts that the stream has not counted
   * @param streamed the cohorts that the stream has counted
   * @param breakdown whether values are told apart; else there is only the total
   * @param rows most values of the breakdown
   */
  static ClickHouseStatement of(
      Funnel funnel,
      Optional<ClickHouseStatement> history,
      CohortRange streamed,
      boolean breakdown,
      int rows) {
    BoundParameters parameters = new BoundParameters();
    List<String> cohorts = new ArrayList<>();
    history.ifPresent(
        select -> cohorts.add("SELECT " + COLUMNS + " FROM (\n" + select.text() + ")\n"));
    cohorts.add(
        STREAMED.formatted(
            COLUMNS,
            parameters.bindAs("tenant", "String", funnel.customer().value()),
            parameters.bindAs("streamed", "UUID", funnel.id().toString()),
            minute("first", streamed.from(), parameters),
            minute("end", streamed.to(), parameters)));
    String sql =
        FIGURES.formatted(
            breakdown ? "grouping(cohorts.value)" : "1",
            breakdown ? "cohorts.value" : "''",
            String.join("UNION ALL\n", cohorts),
            breakdown ? "GROUPING SETS ((step), (cohorts.value, step))" : "step",
            parameters.bindAs("rows", "UInt32", Integer.toString(rows + 1)));
    Map<String, Object> values = new HashMap<>(parameters.values());
    history.ifPresent(select -> values.putAll(select.parameters()));
    return new ClickHouseStatement(sql, values);
  }

  private static String minute(String name, Instant minute, BoundParameters parameters) {
    String seconds = Long.toString(minute.getEpochSecond());
    return "toDateTime(" + parameters.bindAs(name, "UInt32", seconds) + ", 'UTC')";
  }
}
