package com.acme.analytics.benchmarks.stream;

import com.acme.analytics.benchmarks.Report;
import com.acme.analytics.benchmarks.stream.StreamJvm.Measured;
import com.acme.analytics.benchmarks.stream.StreamRuns.Backend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an event costs in each operator, between a generator of events and nothing. */
final class OperatorFigures {
  private static final String ACCEPTED = "NOTHING_ACCEPTED";
  private static final String READ = "NOTHING_READ";

  /** Which are measured when not all are. */
  private static final Set<String> FEW = Set.of(ACCEPTED, "DEDUPLICATE");

  /**
   * One operator.
   *
   * @param name as the process knows it
   * @param generator of what it takes in; itself when it is one
   * @param times how often the usual time it takes: more for what works in batches of seconds
   */
  private record Row(
      String title, String name, String generator, List<Backend> backends, int times) {
    Row(String title, String name, String generator, List<Backend> backends) {
      this(title, name, generator, backends, 1);
    }

    boolean generates() {
      return name.equals(generator);
    }
  }

  private static final List<Backend> NO_STATE = List.of(Backend.HEAP);
  private static final List<Backend> BOTH = List.of(Backend.HEAP, Backend.ROCKSDB);

  private static final List<Row> ROWS =
      List.of(
          new Row("generator of accepted events", ACCEPTED, ACCEPTED, NO_STATE),
          new Row("generator of opened events", READ, READ, NO_STATE),
          new Row("to the next task, by user", "KEY_BY_USER", ACCEPTED, NO_STATE),
          new Row("de-duplicate", "DEDUPLICATE", ACCEPTED, BOTH),
          new Row("describe device, from the cache", "DESCRIBE_DEVICE", ACCEPTED, NO_STATE),
          new Row("read event", "READ_EVENT", ACCEPTED, NO_STATE),
          new Row("windows: pre-aggregate, aggregate", "WINDOWS", READ, BOTH),
          new Row("sessions", "SESSIONS", READ, BOTH),
          new Row("funnels: one for each customer", "FUNNELS", READ, BOTH),
          new Row("hot events, to ClickHouse", "HOT_EVENTS", ACCEPTED, NO_STATE),
          new Row("lake events, to S3", "LAKE_EVENTS", ACCEPTED, NO_STATE, 10));

  private final StreamRuns runs;
  private final Scale scale;
  private final Report report;

  OperatorFigures(StreamRuns runs, Scale scale, Report report) {
    this.runs = runs;
    this.scale = scale;
    this.report = report;
  }

  /**
   * Measures and reports.
   *
   * @param source what is the limit of all
   * @param knownIds a savepoint of de-duplication, which it begins from with RocksDB
   */
  void run(Measured source, String knownIds) throws IOException, InterruptedException {
    Map<String, Double> generators = new HashMap<>();
    List<List<String>> cells = new ArrayList<>();
    for (Row row : ROWS) {
      if (!scale.everything() && !FEW.contains(row.name())) {
        continue;
      }
      for (Backend backend : backends(row)) {
        boolean known = backend == Backend.ROCKSDB && row.name().equals("DEDUPLICATE");
        Measured measured =
            runs.operator(
                row.name(), row.times(), backend, known ? Optional.of(knownIds) : Optional.empty());
        if (row.generates()) {
          generators.put(row.name(), measured.micros());
        }
        String state = row.backends().size() == 1 ? "none" : backend.title();
        report.progress(
            "%s, state %s: %,.0f events per CPU-second"
                .formatted(row.title(), state, measured.perCore()));
        double own = measured.micros() - generators.get(row.generator());
        cells.add(
            List.of(
                row.title(),
                known ? state + ", %,d ids known".formatted(scale.ids()) : state,
                "%,.0f".formatted(measured.perCore()),
                micros(measured.micros()),
                row.generates() ? "" : micros(own),
                ratio(measured.perCore() / source.perCore())));
      }
    }
    report.table(
        "Operators alone, each between a generator and nothing",
        List.of(
            "operator",
            "state",
            "events/s per core",
            "CPU per event",
            "without the generator",
            "to bare source"),
        cells);
  }

  private List<Backend> backends(Row row) {
    return scale.everything() || row.backends().size() == 1
        ? row.backends()
        : List.of(Backend.ROCKSDB);
  }

  static String micros(double micros) {
    return String.format(Locale.ROOT, "%.2f µs", micros);
  }

  static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }
}
