package com.acme.analytics.benchmarks.stream;

import com.acme.analytics.benchmarks.Report;
import com.acme.analytics.benchmarks.stream.StreamJvm.Measured;
import com.acme.analytics.benchmarks.stream.StreamRuns.Backend;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What it takes to remember an id, and for how long production can. */
final class IdsFigures {
  private static final double EVENTS_PER_SECOND = 2_400_000;

  /** Of production's settings: subtasks, each with a processing unit of its own. */
  private static final int UNITS = 48;

  /** Running application storage of a unit of Managed Flink. */
  private static final double UNIT_BYTES = 50e9;

  /** What is to stay free for compactions, and for the state of the other operators. */
  private static final double USABLE = 0.8;

  private static final double DAY_SECONDS = 86_400;

  private final StreamRuns runs;
  private final Scale scale;
  private final Report report;

  IdsFigures(StreamRuns runs, Scale scale, Report report) {
    this.runs = runs;
    this.scale = scale;
    this.report = report;
  }

  /**
   * Measures and reports.
   *
   * @return a savepoint of de-duplication that knows the ids
   */
  String run() throws IOException, InterruptedException {
    report.progress("de-duplication: taking in %,d ids, twice".formatted(scale.ids()));
    Measured heap = runs.ids(Backend.HEAP);
    double heapBytes = heap.number("heap_bytes") / heap.number("records");
    report.progress("ids on the heap: %.0f bytes each".formatted(heapBytes));
    Measured rocksDb = runs.ids(Backend.ROCKSDB);
    double diskBytes = rocksDb.number("savepoint_bytes") / rocksDb.number("ids");
    report.progress("ids in RocksDB: %.1f bytes each".formatted(diskBytes));
    double storage = UNITS * UNIT_BYTES * USABLE;
    double horizonHours = storage / (EVENTS_PER_SECOND * diskBytes) / 3_600;
    report.table(
        "An id remembered: %,d ids of %,d users".formatted(scale.ids(), scale.users()),
        List.of("state", "bytes per id", "horizon at 2.4 M events/s", "24 h fit up to"),
        List.of(
            List.of(
                Backend.ROCKSDB.title() + ", on disk",
                String.format(Locale.ROOT, "%.1f B", diskBytes),
                String.format(Locale.ROOT, "%.1f h", horizonHours),
                "%,.0f events/s".formatted(storage / (DAY_SECONDS * diskBytes))),
            List.of(
                Backend.HEAP.title(), String.format(Locale.ROOT, "%.0f B", heapBytes), "", "")));
    return rocksDb.text("savepoint");
  }
}
