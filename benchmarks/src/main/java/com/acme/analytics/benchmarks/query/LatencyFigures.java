package com.acme.analytics.benchmarks.query;

import com.acme.analytics.benchmarks.Report;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How long answers take, beside the same question put straight to the engine. */
final class LatencyFigures {
  private static final double OVERHEAD_MILLIS = 10;
  private static final double OVERHEAD_SHARE = 0.1;

  /** Of the function in every environment. */
  private static final String HEAP = "-Xmx3g";

  private final Engines engines;
  private final Scale scale;
  private final Report report;
  private final List<List<String>> rows = new ArrayList<>();

  LatencyFigures(Engines engines, Scale scale, Report report) {
    this.engines = engines;
    this.scale = scale;
    this.report = report;
  }

  /**
   * Measures a tier by so many clients at once.
   *
   * @param tier hot, warm or lake
   * @param address of its engine
   * @param questions that are asked in turn
   * @return of all questions together
   */
  Latencies measure(
      String tier, String address, int clients, int requests, List<Question> questions)
      throws Exception {
    // Each client's first requests open its connections.
    int warmUp = tier.equals("lake") ? 2 : scale.warmUp() + 4 * clients;
    Map<String, Latencies> each = ask(tier, address, clients, warmUp, requests, questions);
    Latencies all = each.remove("");
    report.progress(
        "%s tier, %d clients, %d requests: p50 %s ms and p99 %s ms, the engine's %s and %s"
            .formatted(
                tier,
                clients,
                all.size(),
                millis(all.layer(0.5)),
                millis(all.layer(0.99)),
                millis(all.direct(0.5)),
                millis(all.direct(0.99))));
    row(tier, clients, "all", all);
    each.forEach((name, latencies) -> row(tier, clients, name, latencies));
    if (clients == 1) {
      double more = all.layer(0.5) - all.direct(0.5);
      report.limit(tier + ": our layer above the engine at p50, ms", more, OVERHEAD_MILLIS);
      report.limit(
          tier + ": our layer above the engine at p50, share",
          more / all.direct(0.5),
          OVERHEAD_SHARE);
    }
    return all;
  }

  /** Gives all that was measured to the report. */
  void table() {
    report.table(
        "Answers, in milliseconds: of the query function, and of the engine asked by itself in the"
            + " same minute",
        List.of(
            "tier", "clients", "question", "requests", "p50", "p99", "engine p50", "engine p99"),
        rows);
  }

  private void row(String tier, int clients, String name, Latencies latencies) {
    rows.add(
        List.of(
            tier,
            Integer.toString(clients),
            name,
            Integer.toString(latencies.size()),
            millis(latencies.layer(0.5)),
            millis(latencies.layer(0.99)),
            millis(latencies.direct(0.5)),
            millis(latencies.direct(0.99))));
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }

  private Map<String, Latencies> ask(
      String tier, String address, int clients, int warmUp, int requests, List<Question> questions)
      throws Exception {
    Path file = Files.createTempFile("acme-questions", ".tsv");
    Base64.Encoder base64 = Base64.getEncoder();
    Files.write(
        file,
        questions.stream()
            .map(
                each ->
                    String.join(
                        "\t",
                        each.name(),
                        base64.encodeToString(each.event().getBytes(StandardCharsets.UTF_8)),
                        base64.encodeToString(each.statement().getBytes(StandardCharsets.UTF_8))))
            .toList());
    Path root = Path.of(System.getProperty("acme.root"));
    File log = root.resolve("benchmarks/target/query-%s-%d.log".formatted(tier, clients)).toFile();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                HEAP,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                root.resolve("functions/query/target/query-lambda.jar")
                    + File.pathSeparator
                    + root.resolve("benchmarks/target/classes"),
                QueryProbe.class.getName(),
                tier,
                address,
                Integer.toString(clients),
                Integer.toString(warmUp),
                Integer.toString(requests),
                file.toString())
            .redirectError(log);
    // ./acme sets some of its own, which the process would refuse.
    builder.environment().keySet().removeIf(name -> name.startsWith("ACME_"));
    builder.environment().putAll(engines.environment());
    Process process = builder.start();
    try {
      Map<String, Latencies> latencies = read(process, tier);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("the clients failed, see " + log);
      }
      return latencies;
    } finally {
      process.destroyForcibly();
      Files.delete(file);
    }
  }

  private static Map<String, Latencies> read(Process process, String tier) throws IOException {
    Map<String, Latencies> latencies = new TreeMap<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split("\t", -1);
        switch (words[0]) {
          case "probe" -> {
            double layer = Long.parseLong(words[2]) / 1e3;
            double direct = Long.parseLong(words[3]) / 1e3;
            for (String name : List.of("", words[1])) {
              latencies.computeIfAbsent(name, any -> new Latencies()).add(layer, direct);
            }
          }
          case "answers" -> requireSame(tier, words[1], words[2], words[3]);
          default -> {
            // Metrics, which the function prints.
          }
        }
      }
    }
    return latencies;
  }

  /** Else two different things would be measured. */
  private static void requireSame(String tier, String name, String layer, String direct) {
    Base64.Decoder base64 = Base64.getDecoder();
    JsonNode answer = JsonMapper.shared().readTree(base64.decode(layer));
    JsonNode rows = JsonMapper.shared().readTree(answer.path("body").asString()).path("rows");
    List<String> lines =
        new String(base64.decode(direct), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    // A tier that is united with others is asked for every group.
    boolean same = tier.equals("warm") ? rows.size() <= lines.size() : rows.size() == lines.size();
    if (rows.isEmpty() || !same) {
      throw new IllegalStateException(
          "%s, %s: %d rows (expected: %d, as the engine says)"
              .formatted(tier, name, rows.size(), lines.size()));
    }
  }
}
