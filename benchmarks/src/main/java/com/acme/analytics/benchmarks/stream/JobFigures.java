package com.acme.analytics.benchmarks.stream;

import static com.acme.analytics.benchmarks.stream.OperatorFigures.micros;
import static com.acme.analytics.benchmarks.stream.OperatorFigures.ratio;

import com.acme.analytics.benchmarks.Report;
import com.acme.analytics.benchmarks.stream.StreamJvm.Measured;
import com.acme.analytics.benchmarks.stream.StreamRuns.Backend;
import com.acme.analytics.local.supervisor.EngineFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * The whole job, from Kafka to ClickHouse and the lake on S3, with its checkpoints; and how soon an
 * event is there at 70 % of what the job takes.
 */
final class JobFigures {
  private static final double HEAP_FLOOR = 20_000;
  private static final double HEAP_AIM = 50_000;
  private static final double ROCKSDB_TO_HEAP = 0.5;
  private static final double P99_LIMIT_MILLIS = 1_000;
  private static final double SHARE_OF_CAPACITY = 0.7;

  /** What one run of the job gave. */
  private record Run(Measured measured, Checkpoints checkpoints, Optional<Histogram> latencies) {}

  private final StreamRuns runs;
  private final Scale scale;
  private final HotLatency latency;
  private final Report report;

  JobFigures(StreamRuns runs, Scale scale, HotLatency latency, Report report) {
    this.runs = runs;
    this.scale = scale;
    this.latency = latency;
    this.report = report;
  }

  /**
   * Measures and reports.
   *
   * @param source the bare source: what no job on this topic can exceed
   * @param knownIds a savepoint of de-duplication, which the job begins from with RocksDB
   */
  void run(Measured source, String knownIds) throws Exception {
    Optional<Run> heap =
        scale.everything()
            ? Optional.of(measure(Backend.HEAP, Optional.empty()))
            : Optional.empty();
    // Last, since the load for the latencies comes behind what the topic held.
    Run rocksDb = measure(Backend.ROCKSDB, Optional.of(knownIds));
    List<List<String>> costs = new ArrayList<>();
    List<List<String>> checkpoints = new ArrayList<>();
    String known = Backend.ROCKSDB.title() + ", %,d ids known".formatted(scale.ids());
    costs.add(row("bare Kafka source", "none", source, source));
    costs.add(row("whole job", known, rocksDb.measured(), source));
    checkpoints.add(row(Backend.ROCKSDB, rocksDb));
    heap.ifPresent(
        run -> {
          costs.add(row("whole job", Backend.HEAP.title(), run.measured(), source));
          checkpoints.add(row(Backend.HEAP, run));
          hold(run.measured(), rocksDb.measured());
        });
    report.table(
        "Whole job, parallelism 1",
        List.of(
            "", "state", "events/s per core", "CPU per event", "by the clock", "to bare source"),
        costs);
    report.table(
        "Checkpoints each %d s".formatted(scale.checkpointInterval().toSeconds()),
        List.of("state", "completed", "mean", "longest", "stored by one", "needed to restore"),
        checkpoints);
    reportLatencies(rocksDb);
  }

  private void hold(Measured heap, Measured rocksDb) {
    report.floor("events/s per core, whole job, heap", heap.perCore(), HEAP_FLOOR);
    report.aim("events/s per core, whole job, heap", heap.perCore(), HEAP_AIM);
    report.floor(
        "whole job, RocksDB with known ids to heap",
        rocksDb.perCore() / heap.perCore(),
        ROCKSDB_TO_HEAP);
  }

  private Run measure(Backend backend, Optional<String> knownIds) throws Exception {
    report.progress(
        "whole job, state %s: starting, %,d events to warm up and %,d to measure"
            .formatted(backend.title(), scale.warmEvents(), scale.events() - scale.warmEvents()));
    int restPort = EngineFixture.freePort();
    try (StreamJvm job = runs.job(backend, knownIds, restPort)) {
      Measured measured = job.measured();
      report.progress(
          "whole job, state %s: %,.0f events per CPU-second (%,.0f/s by the clock)"
              .formatted(backend.title(), measured.perCore(), measured.perSecond()));
      if (backend == Backend.HEAP) {
        return new Run(measured, Checkpoints.of(restPort), Optional.empty());
      }
      double rate = measured.perSecond() * SHARE_OF_CAPACITY;
      report.progress("Kafka to ClickHouse: %,.0f events/s".formatted(rate));
      Histogram latencies = latency.measure(rate, scale.steady());
      return new Run(measured, Checkpoints.of(restPort), Optional.of(latencies));
    }
  }

  private void reportLatencies(Run run) {
    Histogram latencies = run.latencies().orElseThrow();
    double p99 = millis(latencies, 99);
    report.table(
        "Kafka to ClickHouse at 70 %, RocksDB",
        List.of("events/s", "events looked for", "p50", "p90", "p99", "longest"),
        List.of(
            List.of(
                "%,.0f".formatted(run.measured().perSecond() * SHARE_OF_CAPACITY),
                Long.toString(latencies.getTotalCount()),
                cell(millis(latencies, 50)),
                cell(millis(latencies, 90)),
                cell(p99),
                cell(millis(latencies, 100)))));
    report.limit("Kafka to ClickHouse p99 at 70 %, ms", p99, P99_LIMIT_MILLIS);
  }

  private static List<String> row(String title, String state, Measured run, Measured source) {
    return List.of(
        title,
        state,
        "%,.0f".formatted(run.perCore()),
        micros(run.micros()),
        "%,.0f/s".formatted(run.perSecond()),
        ratio(run.perCore() / source.perCore()));
  }

  private static List<String> row(Backend backend, Run run) {
    Checkpoints checkpoints = run.checkpoints();
    return List.of(
        backend.title(),
        Integer.toString(checkpoints.completed()),
        cell(checkpoints.millis()),
        cell(checkpoints.mostMillis()),
        Checkpoints.mebibytes(checkpoints.stored()),
        Checkpoints.mebibytes(checkpoints.whole()));
  }

  private static String cell(double millis) {
    return String.format(Locale.ROOT, "%,.0f ms", millis);
  }

  private static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1e3;
  }
}
