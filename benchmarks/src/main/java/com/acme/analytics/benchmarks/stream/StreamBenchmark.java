package com.acme.analytics.benchmarks.stream;

import com.acme.analytics.benchmarks.Report;
import com.acme.analytics.benchmarks.StolenTime;
import com.acme.analytics.benchmarks.stream.StreamJvm.Measured;
import com.acme.analytics.benchmarks.stream.job.StreamEvents;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * The figures of the streaming job: the whole of it and its operators beside a bare Kafka source,
 * the way from Kafka to ClickHouse, checkpoints, and what it takes to remember an id. All of it
 * shares one machine, so a figure for a core is of the job's process's own CPU time.
 */
public final class StreamBenchmark {
  private StreamBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param arguments none, or {@code --quick}: whether all can be measured, in little time
   * @throws Exception when something can't be measured; a figure that is missed is printed
   */
  public static void main(String[] arguments) throws Exception {
    Scale scale = List.of(arguments).contains("--quick") ? Scale.QUICK : Scale.FULL;
    Report report = new Report(System.out);
    var machine = ManagementFactory.getOperatingSystemMXBean();
    String load = "%.2f".formatted(machine.getSystemLoadAverage());
    StolenTime stolen = StolenTime.begin();
    report.progress("starting Kafka, ClickHouse, S3 and the lake's catalog");
    try (StreamEngines engines = new StreamEngines();
        AcceptedTopic topic =
            new AcceptedTopic(engines.bootstrapServers(), new StreamEvents(scale.users()))) {
      report.progress("writing %,d events to Kafka".formatted(scale.events()));
      double bytes = topic.fill(scale.events());
      report.table(
          "Machine",
          List.of("processors", "load when it began", "JDK of Flink", "bytes of an event in Avro"),
          List.of(
              List.of(
                  Integer.toString(machine.getAvailableProcessors()),
                  load,
                  Integer.toString(StreamJvm.jdk().feature()),
                  "%.0f".formatted(bytes))));
      StreamRuns runs = new StreamRuns(engines, scale);
      Measured source = runs.source();
      report.progress(
          "bare Kafka source: %,.0f events per CPU-second (%,.0f/s by the clock)"
              .formatted(source.perCore(), source.perSecond()));
      String knownIds = new IdsFigures(runs, scale, report).run();
      new OperatorFigures(runs, scale, report).run(source, knownIds);
      HotLatency latency = new HotLatency(topic, engines.clickHouse());
      new JobFigures(runs, scale, latency, report).run(source, knownIds);
    }
    report.progress(
        "%.0f %% of the processors' time went to other machines of the host"
            .formatted(stolen.share() * 100));
    report.end();
  }
}
