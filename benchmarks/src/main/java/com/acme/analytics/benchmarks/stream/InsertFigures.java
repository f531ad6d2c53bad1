package com.acme.analytics.benchmarks.stream;

import com.acme.analytics.benchmarks.Report;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many events a second the job's sink stores in ClickHouse, beside what the official client
 * does with the same rows when it has nothing else to do: as many a batch and as many batches at
 * once, encoded beforehand.
 */
public final class InsertFigures {
  /** As the sink has them. */
  private static final int ROWS = 20_000;

  private static final int AT_ONCE = 3;

  private final Scale scale;
  private final Report report;

  /**
   * Figures of an insert rate.
   *
   * @param quick whether they only show that it can be measured
   */
  public InsertFigures(boolean quick, Report report) {
    this.scale = quick ? Scale.QUICK : Scale.FULL;
    this.report = report;
  }

  /** Starts engines of its own, measures, and reports. */
  public void run() throws Exception {
    report.progress("starting Kafka, ClickHouse, S3 and the lake's catalog for the inserts");
    try (StreamEngines engines = new StreamEngines()) {
      StreamJvm.Measured sink =
          new StreamRuns(engines, scale)
              .operator("HOT_EVENTS", /* times= */ 3, StreamRuns.Backend.HEAP, Optional.empty());
      report.progress("the sink stores %,.0f events/s".formatted(sink.perSecond()));
      double client = client(engines.clickHouse());
      report.progress("the client alone stores %,.0f events/s".formatted(client));
      report.table(
          "Inserts into ClickHouse, batches of %,d, up to %d at once".formatted(ROWS, AT_ONCE),
          List.of("who", "events/s"),
          List.of(
              List.of("the client, rows encoded beforehand", "%,.0f".formatted(client)),
              List.of("the job's sink, from decoding on", "%,.0f".formatted(sink.perSecond()))));
      report.aim("inserts of the sink, of the client's own rate", sink.perSecond(), client);
    }
  }

  private double client(Client client) throws Exception {
    List<String> columns =
        client.queryAll("DESCRIBE acme.events").stream().map(row -> row.getString(1)).toList();
    byte[] rows;
    try (QueryResponse response =
        client
            .query(
                "SELECT * FROM acme.events LIMIT " + ROWS,
                new QuerySettings()
                    .setFormat(ClickHouseFormat.RowBinary)
                    .serverSetting("output_format_binary_write_json_as_string", "1"))
            .get()) {
      rows = response.getInputStream().readAllBytes();
    }
    // What it settles in is not counted.
    insert(client, columns, rows, scale.warm());
    return insert(client, columns, rows, scale.measure().multipliedBy(3));
  }

  private static double insert(Client client, List<String> columns, byte[] rows, Duration time)
      throws Exception {
    AtomicLong stored = new AtomicLong();
    long start = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int i = 0; i < AT_ONCE; i++) {
        running.add(
            pool.submit(
                () -> {
                  while (System.nanoTime() - start < time.toNanos()) {
                    client
                        .insert(
                            "acme.events",
                            columns,
                            out -> {
                              out.write(rows);
                              out.close();
                            },
                            ClickHouseFormat.RowBinary,
                            new InsertSettings()
                                .serverSetting("input_format_binary_read_json_as_string", "1"))
                        .get()
                        .close();
                    stored.addAndGet(ROWS);
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    return stored.get() * 1e9 / (System.nanoTime() - start);
  }
}
