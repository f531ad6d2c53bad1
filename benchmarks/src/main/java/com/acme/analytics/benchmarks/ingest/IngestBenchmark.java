package com.acme.analytics.benchmarks.ingest;

import com.acme.analytics.benchmarks.Report;
import com.acme.analytics.benchmarks.StolenTime;
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The figures of ingestion: the pipeline alone, the gateway beside a bare producer, the function.
 * Load, gateway and Kafka share the machine, which is said with the figures.
 */
public final class IngestBenchmark {
  private enum Part {
    PIPELINE,
    GATEWAY,
    LAMBDA
  }

  private IngestBenchmark() {}

  /**
   * Runs the parts named, all without a name, and prints their figures.
   *
   * @throws Exception when one can't be measured; a figure that is missed is printed
   */
  public static void main(String[] arguments) throws Exception {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String argument : arguments) {
      parts.add(Part.valueOf(argument.toUpperCase(Locale.ROOT)));
    }
    if (parts.isEmpty()) {
      parts = EnumSet.allOf(Part.class);
    }
    Report report = new Report(System.out);
    var machine = ManagementFactory.getOperatingSystemMXBean();
    StolenTime stolen = StolenTime.begin();
    report.progress("starting Kafka and DynamoDB");
    try (IngestEngines engines = new IngestEngines()) {
      report.table(
          "Machine",
          List.of("processors", "load when it began", "JDK", "bytes of an event"),
          List.of(
              List.of(
                  Integer.toString(machine.getAvailableProcessors()),
                  "%.2f".formatted(machine.getSystemLoadAverage()),
                  Runtime.version().toString(),
                  Integer.toString(new SampleEvents(1_000, 500).event(777).length()))));
      if (parts.contains(Part.PIPELINE)) {
        new PipelineFigures(engines, report).run();
      }
      if (parts.contains(Part.GATEWAY)) {
        new GatewayFigures(engines, report).run();
      }
      if (parts.contains(Part.LAMBDA)) {
        new LambdaFigures(engines, report).run();
      }
    }
    report.progress(
        "%.0f %% of the processors' time went to other machines of the host"
            .formatted(stolen.share() * 100));
    report.end();
  }
}
