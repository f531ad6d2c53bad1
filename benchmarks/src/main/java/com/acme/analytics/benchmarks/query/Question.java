package com.acme.analytics.benchmarks.query;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is asked, of the query API and in SQL of the engine that has the events: one of the three
 * queries with which the dashboard's overview fills itself.
 *
 * @param parameters of {@code GET /v2/query}, but for the range
 * @param sql of ClickHouse, Druid or Trino; with {@code {from}} and {@code {to}} for texts of times
 * @param from the range's begin
 * @param to the range's end
 */
record Question(String name, Map<String, String> parameters, String sql, Instant from, Instant to) {
  /** Whose events are asked for; others' lie beside them. */
  static final String CUSTOMER = "shop";

  private static final Map<String, String> TOTALS = Map.of("measures", "count,unique_users");
  private static final Map<String, String> PATHS =
      Map.of("measures", "count", "dimensions", "path", "order", "-count", "limit", "100");

  /** The overview's, of the last hour, day and nearly seven days. */
  static List<Question> ofHot(Instant now) {
    List<Question> questions = new ArrayList<>();
    Instant to = now.truncatedTo(ChronoUnit.MINUTES);
    for (Range range : Range.values()) {
      Instant from = to.minus(range.length);
      String events =
          "FROM events FINAL WHERE customer_id = 'shop' AND timestamp >= '{from}' AND timestamp < '{to}'";
      questions.add(
          new Question(
              "totals, " + range.label,
              TOTALS,
              "SELECT count(), uniqExact(if(user_id != '', user_id, anonymous_id)) " + events,
              from,
              to));
      questions.add(
          new Question(
              "series, " + range.label,
              Map.of("measures", "count", "granularity", range.granularity, "limit", "2000"),
              "SELECT toStartOfInterval(timestamp, INTERVAL %s) AS t, count() "
                      .formatted(range.interval)
                  + events
                  + " GROUP BY t ORDER BY t LIMIT 2000",
              from,
              to));
      questions.add(
          new Question(
              "top paths, " + range.label,
              PATHS,
              "SELECT page_path, count() AS c "
                  + events
                  + " GROUP BY page_path ORDER BY c DESC, page_path LIMIT 100",
              from,
              to));
    }
    return questions;
  }

  /** The same of days that only the warm tier has. */
  static List<Question> ofWarm(Instant begin, Instant end) {
    String events =
        "FROM \"events\" WHERE \"customer_id\" = 'shop' AND \"__time\" >= TIMESTAMP '{from}' AND \"__time\" < TIMESTAMP '{to}'";
    return List.of(
        new Question(
            "totals",
            TOTALS,
            "SELECT SUM(\"count\"), DS_THETA(\"users\", 4096) " + events,
            begin,
            end),
        new Question(
            "series",
            Map.of("measures", "count", "granularity", "1h", "limit", "2000"),
            "SELECT TIME_FLOOR(\"__time\", 'PT1H'), SUM(\"count\") "
                + events
                + " GROUP BY 1 LIMIT 2000",
            begin,
            end),
        new Question(
            "top paths",
            PATHS,
            "SELECT \"path\", SUM(\"count\") "
                + events
                + " GROUP BY 1 ORDER BY 2 DESC LIMIT 100001",
            begin,
            end));
  }

  /** One that the warm tier can't answer, since it reads a property. */
  static List<Question> ofLake(Instant begin, Instant end) {
    return List.of(
        new Question(
            "sum of a property by path",
            Map.of(
                "measures",
                "sum:bytes",
                "dimensions",
                "path",
                "order",
                "-sum:bytes",
                "limit",
                "100",
                "wait",
                "true"),
            "SELECT page_path, sum(TRY_CAST(json_extract_scalar(properties, '$[\"bytes\"]') AS double)) AS s"
                + " FROM events WHERE customer_id = 'shop' AND \"timestamp\" >= TIMESTAMP '{from} UTC'"
                + " AND \"timestamp\" < TIMESTAMP '{to} UTC' GROUP BY page_path ORDER BY s DESC LIMIT 100",
            begin,
            end));
  }

  /** The same of a range that is some minutes shorter, so that nobody remembers the answer. */
  Question since(int minutes) {
    return new Question(name, parameters, sql, from.plus(Duration.ofMinutes(minutes)), to);
  }

  /** What the function is invoked with, as API Gateway does. */
  String event() {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("from", from.toString());
    all.put("to", to.toString());
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of(
                "version",
                "2.0",
                "routeKey",
                "GET /v2/query",
                "headers",
                Map.of("x-api-key", Engines.KEY),
                "queryStringParameters",
                all,
                "requestContext",
                Map.of(
                    "requestId",
                    "benchmark",
                    "timeEpoch",
                    to.toEpochMilli(),
                    "http",
                    Map.of("method", "GET", "path", "/v2/query", "sourceIp", "192.0.2.1")),
                "isBase64Encoded",
                false));
  }

  /** The statement with its range. */
  String statement() {
    return sql.replace("{from}", text(from)).replace("{to}", text(to));
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
  }

  private enum Range {
    HOUR("an hour", Duration.ofHours(1), "1m", "1 MINUTE"),
    DAY("a day", Duration.ofDays(1), "5m", "5 MINUTE"),
    WEEK("6 days", Duration.ofDays(6), "1h", "1 HOUR");

    private final String label;
    private final Duration length;
    private final String granularity;
    private final String interval;

    Range(String label, Duration length, String granularity, String interval) {
      this.label = label;
      this.length = length;
      this.granularity = granularity;
      this.interval = interval;
    }
  }
}
