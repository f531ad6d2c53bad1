package com.acme.analytics.benchmarks.ingest;

import com.acme.analytics.benchmarks.Report;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What an event costs in the pipeline alone, and which step how much of it. */
final class PipelineFigures {
  private static final double FLOOR = 60_000;
  private static final double AIM = 150_000;

  /**
   * One run of JMH.
   *
   * @param nanos CPU time of an event, of the whole process
   * @param bytes allocated for an event
   */
  private record Cost(double nanos, double bytes) {
    double perSecond() {
      return 1e9 / nanos;
    }
  }

  private final IngestEngines engines;
  private final Report report;

  PipelineFigures(IngestEngines engines, Report report) {
    this.engines = engines;
    this.report = report;
  }

  /** Measures and reports. */
  void run() throws RunnerException {
    Map<PipelineSteps, Cost> warm = new EnumMap<>(PipelineSteps.class);
    for (PipelineSteps steps : PipelineSteps.values()) {
      warm.put(steps, measure(steps, false));
    }
    Cost whole = warm.get(PipelineSteps.SCHEMA);
    Cost cold = measure(PipelineSteps.SCHEMA, true);
    report.table(
        "Pipeline alone: 300-byte events, schema of ten properties, batches of 100",
        List.of("caches", "events/s per core", "CPU per event", "allocated per event"),
        List.of(
            row("warm: %,d addresses".formatted(PipelineBenchmark.WARM_ADDRESSES), whole),
            row("cold: each address the first of its kind", cold)));
    List<List<String>> shares = new ArrayList<>();
    Cost before = new Cost(0, 0);
    for (PipelineSteps steps : PipelineSteps.values()) {
      Cost upTo = warm.get(steps);
      shares.add(
          List.of(
              steps.title(),
              micros(upTo.nanos() - before.nanos()),
              "%.0f %%".formatted((upTo.nanos() - before.nanos()) * 100 / whole.nanos()),
              "%,.0f B".formatted(upTo.bytes() - before.bytes())));
      before = upTo;
    }
    report.table("Share of each step, warm", List.of("step", "CPU", "share", "allocated"), shares);
    report.floor("events/s per core, warm", whole.perSecond(), FLOOR);
    report.aim("events/s per core, warm", whole.perSecond(), AIM);
  }

  private Cost measure(PipelineSteps steps, boolean cold) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(PipelineBenchmark.class.getSimpleName())
            .param("steps", steps.name())
            .param("cold", Boolean.toString(cold))
            .addProfiler(GCProfiler.class)
            .forks(1)
            .warmupIterations(cold ? 4 : 3)
            .warmupTime(TimeValue.seconds(cold ? 1 : 3))
            .measurementIterations(cold ? 6 : 4)
            .measurementTime(TimeValue.seconds(cold ? 1 : 3))
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-Dlog4j2.level=warn")
            .jvmArgsAppend(engines.flags().toArray(String[]::new));
    RunResult result = new Runner(options.build()).runSingle();
    Cost cost =
        new Cost(
            secondary(result, "cpuNanos") / secondary(result, "events"),
            secondary(result, "gc.alloc.rate.norm"));
    report.progress(
        "pipeline, %s, %s caches: %,.0f events per CPU-second (%,.0f/s by the clock)"
            .formatted(
                steps.title(),
                cold ? "cold" : "warm",
                cost.perSecond(),
                result.getPrimaryResult().getScore()));
    return cost;
  }

  private static double secondary(RunResult result, String name) {
    return result.getSecondaryResults().get(name).getScore();
  }

  private static List<String> row(String name, Cost cost) {
    return List.of(
        name,
        "%,.0f".formatted(cost.perSecond()),
        micros(cost.nanos()),
        String.format(Locale.ROOT, "%,.0f B", cost.bytes()));
  }

  private static String micros(double nanos) {
    return String.format(Locale.ROOT, "%.2f µs", nanos / 1e3);
  }
}
