package com.acme.analytics.benchmarks.query;

import com.acme.analytics.benchmarks.Report;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.json.JsonMapper;

/** How many bytes an event takes in each tier, beside its JSON. */
final class StorageFigures {
  /** An event as an SDK posts it. */
  private static final String POSTED =
      """
      avg(length(concat('{"event_id":"', toString(event_id), '","event":"', event, '","timestamp":"',
        formatDateTime(timestamp, '%Y-%m-%dT%H:%i:%S.%fZ'), '","user_id":"', user_id, '","properties":',
        toString(properties), ',"context":{"ip":"', ip, '","user_agent":"', user_agent, '","locale":"', locale,
        '","page":{"url":"', page_url, '","path":"', page_path, '","title":"', page_title,
        '"},"library":{"name":"', library_name, '","version":"', library_version, '"}}}')))
      """;

  private final Engines engines;
  private final Scale scale;
  private final Report report;

  StorageFigures(Engines engines, Scale scale, Report report) {
    this.engines = engines;
    this.scale = scale;
    this.report = report;
  }

  /** Measures and reports. */
  void run() throws IOException, InterruptedException {
    double json = number("SELECT " + POSTED + " FROM (SELECT * FROM events LIMIT 100000)");
    double hot =
        number(
            "SELECT total_bytes / total_rows FROM system.tables WHERE database = 'acme' AND name ="
                + " 'events'");
    double warm = warmBytes() / scale.warm();
    double lake = lakeBytes() / scale.lake();
    report.table(
        "Bytes of an event",
        List.of("where", "bytes", "of its JSON", "events"),
        List.of(
            row("JSON, as an SDK posts it", json, json, 100_000),
            row("hot: ClickHouse, one replica", hot, json, scale.hot()),
            row("warm: Druid's segments, rolled up to the minute", warm, json, scale.warm()),
            row("lake: Parquet", lake, json, scale.lake())));
  }

  private static List<String> row(String name, double bytes, double json, int events) {
    return List.of(
        name,
        String.format(Locale.ROOT, "%.1f", bytes),
        String.format(Locale.ROOT, "%.0f %%", 100 * bytes / json),
        String.format(Locale.ROOT, "%,d", events));
  }

  private double number(String sql) {
    return engines.clickHouse().queryAll(sql).getFirst().getDouble(1);
  }

  private double warmBytes() throws IOException, InterruptedException {
    String query =
        "{\"resultFormat\": \"array\", \"query\": \"SELECT SUM(\\\"size\\\") FROM sys.segments WHERE"
            + " datasource = 'events' AND is_active = 1\"}";
    try (HttpClient http = HttpClient.newHttpClient()) {
      String answer =
          http.send(
                  HttpRequest.newBuilder(engines.druid().resolve("/druid/v2/sql"))
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofString(query))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      return JsonMapper.shared().readTree(answer).at("/0/0").asDouble();
    }
  }

  private double lakeBytes() {
    try (S3Client s3 = engines.s3().client()) {
      return s3.listObjectsV2Paginator(list -> list.bucket(Engines.LAKE)).contents().stream()
          .filter(object -> object.key().endsWith(".parquet"))
          .mapToLong(S3Object::size)
          .sum();
    }
  }
}
