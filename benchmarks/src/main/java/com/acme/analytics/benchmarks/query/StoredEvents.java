package com.acme.analytics.benchmarks.query;

import com.acme.analytics.benchmarks.Report;
import com.acme.analytics.core.lake.LakeTable;
import com.acme.analytics.core.lake.LakeType;
import com.acme.analytics.druid.DruidSpecs;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The same kind of events in each tier, made by the engines themselves: paths and users as skewed
 * as a site's, few have most, and one event in ten another customer's.
 */
final class StoredEvents {
  private static final int ROWS_OF_INSERT = 250_000;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** A number of 0 to 1 that is the same for the same event and salt. */
  private static final String SHARE = "(cityHash64(n, %d) / 18446744073709551616.)";

  private final Engines engines;
  private final Scale scale;
  private final Report report;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);

  StoredEvents(Engines engines, Scale scale, Report report) {
    this.engines = engines;
    this.scale = scale;
    this.report = report;
  }

  /** Since when the warm tier is asked. */
  Instant warmFrom() {
    return now.minus(Duration.ofDays(38)).truncatedTo(ChronoUnit.HOURS);
  }

  Instant warmTo() {
    return now.minus(Duration.ofDays(10)).truncatedTo(ChronoUnit.HOURS);
  }

  /** Since when the lake has events, in few hours, as its files are of one hour each. */
  Instant lakeFrom() {
    return now.minus(Duration.ofDays(20)).truncatedTo(ChronoUnit.HOURS);
  }

  Instant lakeTo() {
    return lakeFrom().plus(Duration.ofHours(12));
  }

  /** Six days and a half of events up to now. */
  void fillHot() throws Exception {
    for (int from = 0; from < scale.hot(); from += ROWS_OF_INSERT) {
      int to = Math.min(scale.hot(), from + ROWS_OF_INSERT);
      execute(
          """
          INSERT INTO events (customer_id, event_id, event, timestamp, received_at, user_id, properties, ip,
            user_agent, locale, page_url, page_path, page_referrer, page_title, utm_source, library_name,
            library_version, user_hash, country, region, city, device, os, browser)
          SELECT customer, id, name, time, time + 1, user, concat('{"status":', status, ',"bytes":', bytes, '}'), ip,
            agent, 'en', concat('https://shop.example', path), path, '', concat('Page ', path), '', 'js', '2.1.0',
            cityHash64(user) / 2, country, '', '', device, 'Android', browser
          FROM (%s)
          """
              .formatted(events(from, to, now, Duration.ofHours(156))));
      if (to % 1_000_000 == 0 || to == scale.hot()) {
        report.progress("hot tier: %,d of %,d events".formatted(to, scale.hot()));
      }
    }
  }

  /** Thirty days of events, rolled up by a task with the supervisor's schema. */
  void fillWarm() throws Exception {
    Path folder = Files.createTempDirectory("acme-warm");
    Path file = folder.resolve("events.json");
    String sql =
        """
        SELECT customer AS customer_id, toUnixTimestamp64Milli(time) AS timestamp, name AS event, path, country,
          device, browser, 'Android' AS os, false AS bot, user, map() AS dimensions
        FROM (%s)
        """
            .formatted(events(0, scale.warm(), now.minus(Duration.ofDays(9)), Duration.ofDays(30)));
    try (QueryResponse rows = query(sql, ClickHouseFormat.JSONEachRow)) {
      Files.copy(rows.getInputStream(), file, StandardCopyOption.REPLACE_EXISTING);
    }
    report.progress("warm tier: taking %,d events in".formatted(scale.warm()));
    try (HttpClient http = HttpClient.newHttpClient()) {
      post(http, "/druid/indexer/v1/task", task(folder).toString());
      Instant deadline = Instant.now().plus(LIMIT);
      String count =
          "{\"query\": \"SELECT SUM(\\\"count\\\") AS n FROM events\", \"resultFormat\": \"array\"}";
      while (!(warmCount(http, count) == scale.warm())) {
        if (Instant.now().isAfter(deadline)) {
          throw new IllegalStateException(
              "events in Druid after " + LIMIT + ": fewer (expected: all)");
        }
        Thread.sleep(Duration.ofSeconds(1));
      }
    }
    Files.delete(file);
    Files.delete(folder);
  }

  /** Twelve hours of events, written by Trino. */
  void fillLake() throws SQLException {
    try (Connection connection = DriverManager.getConnection(engines.trino(), "benchmark", null);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE SCHEMA awsdatacatalog.acme WITH (location = 's3://%s/')".formatted(Engines.LAKE));
      statement.execute(
          LakeTable.COLUMNS.stream()
              .map(column -> '"' + column.name() + "\" " + type(column.type()))
              .collect(
                  Collectors.joining(
                      ", ",
                      "CREATE TABLE events (",
                      ") WITH (partitioning = ARRAY['customer_id', 'hour(\"timestamp\")'])")));
      statement.execute(
          """
          INSERT INTO events (customer_id, event_id, event, "timestamp", received_at, user_id, properties, ip,
            user_agent, locale, page_url, page_path, page_title, library_name, library_version, user_hash, country,
            device, os, browser, bot)
          SELECT IF(n %% 10 = 9, 'other', 'shop'), CAST(uuid() AS varchar), IF(n %% 5 = 0, 'click', 'page_view'),
            t, t, 'user-' || CAST(u AS varchar), '{"status":200,"bytes":' || CAST(n * 7919 %% 50000 AS varchar) || '}',
            '203.0.' || CAST(u %% 250 AS varchar) || '.' || CAST(u %% 199 AS varchar),
            'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/' || CAST(100 + u %% 30 AS varchar), 'en',
            'https://shop.example' || p, p, 'Page ' || p, 'js', '2.1.0', u, IF(u %% 3 = 0, 'DE', 'FR'), 'mobile',
            'Android', 'Chrome', false
          FROM (
            SELECT n, TIMESTAMP '%s UTC' + n * INTERVAL '%d' SECOND / %d AS t,
              CAST(exp(ln(500000) * random()) AS bigint) AS u,
              '/products/' || CAST(CAST(exp(ln(5000) * random()) AS bigint) AS varchar) AS p
            FROM (SELECT i * 10000 + j AS n FROM UNNEST(sequence(0, %d)) AS a(i) CROSS JOIN UNNEST(sequence(0, 9999)) AS b(j)))
          """
              .formatted(
                  lakeFrom().toString().replace('T', ' ').replace("Z", ""),
                  Duration.between(lakeFrom(), lakeTo()).toSeconds(),
                  scale.lake(),
                  scale.lake() / 10_000 - 1));
    }
    report.progress("lake: %,d events".formatted(scale.lake()));
  }

  /** ClickHouse's rows of events; n is the number of each. */
  private static String events(int from, int to, Instant end, Duration length) {
    return """
    SELECT number AS n, generateUUIDv4(n) AS id, if(n %% 10 = 9, 'other', 'shop') AS customer,
      multiIf(%1$s < 0.8, 'page_view', %1$s < 0.97, 'click', 'purchase') AS name,
      fromUnixTimestamp64Milli(toInt64(%5$d - %2$s * %6$d), 'UTC') AS time,
      toUInt64(exp(log(500000) * %3$s)) AS u, concat('user-', toString(u)) AS user,
      concat('/products/', toString(toUInt64(exp(log(5000) * %4$s)))) AS path,
      if(%1$s < 0.97, '200', '404') AS status, toString(n * 7919 %% 50000) AS bytes,
      concat('203.0.', toString(u %% 250), '.', toString(u %% 199)) AS ip,
      concat('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/', toString(100 + u %% 30)) AS agent,
      ['DE', 'FR', 'US', 'GB', 'BR', 'IN'][1 + u %% 6] AS country,
      ['mobile', 'desktop', 'tablet'][1 + u %% 3] AS device, ['Chrome', 'Safari', 'Firefox'][1 + u %% 3] AS browser
    FROM numbers(%7$d, %8$d)
    """
        .formatted(
            SHARE.formatted(1),
            SHARE.formatted(2),
            SHARE.formatted(3),
            SHARE.formatted(4),
            end.toEpochMilli(),
            length.toMillis(),
            from,
            to - from);
  }

  private static ObjectNode task(Path folder) throws IOException {
    try (InputStream supervisor = DruidSpecs.class.getResourceAsStream("supervisor.json")) {
      JsonNode schema = JsonMapper.shared().readTree(supervisor).path("spec").path("dataSchema");
      ObjectNode task = JsonMapper.shared().createObjectNode().put("type", "index_parallel");
      ObjectNode spec = task.putObject("spec");
      spec.set("dataSchema", schema);
      ObjectNode io = spec.putObject("ioConfig").put("type", "index_parallel");
      io.putObject("inputSource")
          .put("type", "local")
          .put("baseDir", folder.toString())
          .put("filter", "*.json");
      io.putObject("inputFormat").put("type", "json");
      return task;
    }
  }

  private long warmCount(HttpClient http, String query) throws InterruptedException {
    try {
      return JsonMapper.shared().readTree(post(http, "/druid/v2/sql", query)).at("/0/0").asLong(0);
    } catch (IOException e) {
      // Until the first segment is there Druid knows no such table.
      return 0;
    }
  }

  private String post(HttpClient http, String path, String json)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(engines.druid().resolve(path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(json))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("druid: status %d, %s".formatted(answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  private static String type(LakeType type) {
    return switch (type) {
      case STRING -> "varchar";
      case LONG -> "bigint";
      case INTEGER -> "integer";
      case BOOLEAN -> "boolean";
      case TIMESTAMP -> "timestamp(6) with time zone";
    };
  }

  private void execute(String sql) throws Exception {
    engines.clickHouse().execute(sql).get().close();
  }

  private QueryResponse query(String sql, ClickHouseFormat format) throws Exception {
    return engines.clickHouse().query(sql, new QuerySettings().setFormat(format)).get();
  }
}
