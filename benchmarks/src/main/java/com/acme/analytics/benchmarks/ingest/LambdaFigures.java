package com.acme.analytics.benchmarks.ingest;

import com.acme.analytics.benchmarks.Report;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an invocation of the function takes, and what comes before the first. */
final class LambdaFigures {
  private static final double FIRST_LIMIT_MILLIS = 50;

  /** As the environments have it: one processor, and six sevenths of the memory as heap. */
  private static final int MEMORY_MIB = 1_769;

  private final IngestEngines engines;
  private final Report report;

  LambdaFigures(IngestEngines engines, Report report) {
    this.engines = engines;
    this.report = report;
  }

  /** Measures and reports. */
  void run() throws IOException, InterruptedException {
    report.progress("function: its jar in a JVM of its own, one processor");
    Map<String, List<Double>> millis = probe();
    List<Double> warm = millis.get("warm").stream().sorted().toList();
    double p50 = warm.get(warm.size() / 2);
    double p99 = warm.get(warm.size() * 99 / 100);
    double billed = warm.stream().mapToDouble(Math::ceil).average().orElseThrow();
    double first = millis.get("first").getFirst();
    report.table(
        "Function, %d MiB, batches of 100: the handler class with the CRaC hooks called"
            .formatted(MEMORY_MIB),
        List.of("what", "time"),
        List.of(
            row("init: from the start of the JVM to the handler", millis.get("init").getFirst()),
            row("hook before the snapshot (priming)", millis.get("before_checkpoint").getFirst()),
            row("hook after the restore", millis.get("after_restore").getFirst()),
            row("first invocation after it", first),
            row("warm invocation, p50", p50),
            row("warm invocation, p99", p99),
            row("billed, each rounded up to 1 ms, mean", billed)));
    report.limit(
        "function: first invocation after the restore hook, ms", first, FIRST_LIMIT_MILLIS);
  }

  private Map<String, List<Double>> probe() throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("acme.root"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:ActiveProcessorCount=1",
            "-XX:+UseSerialGC",
            "-Xmx" + MEMORY_MIB * 85 / 100 + "m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(engines.flags());
    command.add("-cp");
    command.add(
        root.resolve("functions/ingest/lambda/target/ingest-lambda.jar")
            + File.pathSeparator
            + root.resolve("benchmarks/target/classes"));
    command.add(LambdaProbe.class.getName());
    command.add(Long.toString(System.currentTimeMillis()));
    File log = root.resolve("benchmarks/target/function.log").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log);
    // ./acme sets some of its own, which the process would refuse.
    builder.environment().keySet().removeIf(name -> name.startsWith("ACME_"));
    builder.environment().putAll(engines.environment());
    builder.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "ingest");
    Process process = builder.start();
    Map<String, List<Double>> millis = new HashMap<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", -1);
        if (words.length == 3 && words[0].equals("probe")) {
          millis
              .computeIfAbsent(words[1], name -> new ArrayList<>())
              .add(Long.parseLong(words[2]) / 1e3);
        }
      }
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the function failed, see " + log);
    }
    return millis;
  }

  private static List<String> row(String name, double millis) {
    return List.of(name, String.format(Locale.ROOT, "%,.1f ms", millis));
  }
}
