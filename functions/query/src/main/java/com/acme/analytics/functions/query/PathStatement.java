package com.acme.analytics.functions.query;

import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.analysis.PathsRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles the statement of ways through sessions. A user's events are put in order and cut where
 * nothing happened for half an hour, whatever the filters let through; the nodes that remain of a
 * session, each but once in a row, are its way. The rows are step, node, next node, sessions and
 * the median of milliseconds between; the next node is empty where a way goes no further.
 */
final class PathStatement {
  private static final String WAYS =
      """
      SELECT
        arrayJoin(arrayEnumerate(way)) AS step,
        way[step].3 AS node,
        way[step + 1].3 AS next,
        way[step + 1].1 - way[step].1 AS millis
      FROM (
        SELECT
          arrayFilter(e -> e.3 != '', visit) AS nodes,
          arrayFilter(
            (e, before) -> e.3 != before,
            nodes,
            arrayPopBack(arrayPushFront(arrayMap(e -> e.3, nodes), ''))) AS distinct_nodes,
          %s AS first_node,
          arraySlice(distinct_nodes, first_node, %s) AS longest,
          %s AS way
        FROM (
          SELECT
            arraySort(
              groupArray((toUnixTimestamp64Milli(timestamp), event_id, if(%s, %s, '')))) AS ordered,
            arrayMap(e -> e.1, ordered) AS times,
            arrayMap(
              (at, before) -> at - before >= 1800000,
              times,
              arrayPopBack(arrayPushFront(times, times[1]))) AS cuts,
            arrayJoin(arraySplit((e, cut) -> cut, ordered, cuts)) AS visit
          FROM events FINAL
          WHERE %s
            AND (user_id != '' OR anonymous_id != '')
          GROUP BY if(user_id != '', user_id, anonymous_id)
        )
        WHERE first_node > 0
      )""";

  private static final String EDGES =
      """
      WITH
        ways AS (%1$s),
        most AS (
          SELECT step, node FROM ways GROUP BY step, node
          ORDER BY step, count() DESC, node LIMIT %2$s BY step
        )
      SELECT
        step AS c0,
        if((step, node) IN (SELECT step, node FROM most), node, '(other)') AS c1,
        if(next = '' OR next = %4$s OR (step + 1, next) IN (SELECT step, node FROM most), next, '(other)') AS c2,
        count() AS c3,
        quantileExact(0.5)(millis) AS c4
      FROM ways
      WHERE step <= %3$s AND node != %4$s
      GROUP BY c0, c1, c2
      ORDER BY c0, c3 DESC, c1, c2
      SETTINGS\s""";

  private PathStatement() {}

  static ClickHouseStatement of(CustomerId customer, PathsRequest request) {
    BoundParameters parameters = new BoundParameters();
    String steps = parameters.bindAs("steps", "UInt8", Integer.toString(request.steps()));
    String begin =
        request
            .start()
            .map(start -> firstIs(parameters.bindAs("start", "String", start), "distinct_nodes"))
            .orElse("toUInt32(notEmpty(distinct_nodes))");
    // No node is empty, so without an end nothing is one.
    String end = parameters.bindAs("end", "String", request.end().orElse(""));
    String way =
        "if(%1$s > 0, arraySlice(longest, 1, %1$s), longest)".formatted(firstIs(end, "longest"));
    String ways =
        WAYS.formatted(
            begin,
            steps + " + 1",
            way,
            counts(request.filters(), parameters),
            EventColumns.column(request.by()),
            StatementCompiler.where(customer, request.range(), request.range().from(), parameters));
    String limit = parameters.bindAs("limit", "UInt32", Integer.toString(request.limit()));
    return new ClickHouseStatement(
        EDGES.formatted(ways, limit, steps, end) + StatementCompiler.EXACT, parameters.values());
  }

  private static String firstIs(String node, String nodes) {
    return "arrayFirstIndex(e -> e.3 = " + node + ", " + nodes + ")";
  }

  private static String counts(List<Filter> filters, BoundParameters parameters) {
    FilterPredicate predicate = new FilterPredicate(parameters);
    List<String> conditions = new ArrayList<>();
    filters.forEach(filter -> conditions.add("(" + predicate.of(filter) + ")"));
    return conditions.isEmpty()
        ? "true"
        : "ifNull(" + String.join(" AND ", conditions) + ", false)";
  }
}
