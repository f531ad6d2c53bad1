package com.acme.analytics.benchmarks.query;

import com.acme.analytics.benchmarks.Report;
import com.acme.analytics.benchmarks.StolenTime;
import com.acme.analytics.benchmarks.stream.InsertFigures;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The figures of queries: answers of the overview's questions by several clients at once, what our
 * layer adds to the engines, and what an event takes in each tier. All of it shares one machine.
 */
public final class QueryBenchmark {
  private static final List<Integer> CLIENTS = List.of(1, 8, 32);
  private static final double HOT_LIMIT_MILLIS = 500;
  private static final double WARM_LIMIT_MILLIS = 1_000;

  private QueryBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param arguments none, or {@code --quick}: whether all can be measured, in little time
   * @throws Exception when something can't be measured; a figure that is missed is printed
   */
  public static void main(String[] arguments) throws Exception {
    boolean quick = List.of(arguments).contains("--quick");
    Scale scale = quick ? Scale.QUICK : Scale.FULL;
    Report report = new Report(System.out);
    var machine = ManagementFactory.getOperatingSystemMXBean();
    String load = "%.2f".formatted(machine.getSystemLoadAverage());
    StolenTime stolen = StolenTime.begin();
    report.progress("starting ClickHouse, Druid, Trino, S3 and DynamoDB");
    try (Engines engines = new Engines()) {
      report.table(
          "Machine",
          List.of("processors", "load when it began", "JDK"),
          List.of(
              List.of(
                  Integer.toString(machine.getAvailableProcessors()),
                  load,
                  Runtime.version().toString())));
      StoredEvents events = new StoredEvents(engines, scale, report);
      LatencyFigures figures = new LatencyFigures(engines, scale, report);
      events.fillWarm();
      for (int clients : CLIENTS) {
        Latencies warm =
            figures.measure(
                "warm",
                engines.druid().toString(),
                clients,
                scale.requests(),
                variants(
                    Question.ofWarm(events.warmFrom(), events.warmTo()),
                    scale.warmUp() + 4 * clients + scale.requests()));
        report.limit(
            "warm: p99 of %d clients, ms".formatted(clients), warm.layer(0.99), WARM_LIMIT_MILLIS);
      }
      events.fillLake();
      figures.measure(
          "lake",
          engines.trino(),
          1,
          scale.lakeRequests(),
          variants(Question.ofLake(events.lakeFrom(), events.lakeTo()), 2 + scale.lakeRequests()));
      events.fillHot();
      new StorageFigures(engines, scale, report).run();
      for (int clients : CLIENTS) {
        Latencies hot =
            figures.measure(
                "hot",
                engines.straightToClickHouse().toString(),
                clients,
                scale.requests(),
                Question.ofHot(Instant.now()));
        report.limit(
            "hot: p99 of %d clients, ms".formatted(clients), hot.layer(0.99), HOT_LIMIT_MILLIS);
      }
      figures.table();
    }
    new InsertFigures(quick, report).run();
    report.progress(
        "%.0f %% of the processors' time went to other machines of the host"
            .formatted(stolen.share() * 100));
    report.end();
  }

  /** Each of a range of its own, so that it is answered and not remembered. */
  private static List<Question> variants(List<Question> questions, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> questions.get(i % questions.size()).since(i / questions.size()))
        .toList();
  }
}
