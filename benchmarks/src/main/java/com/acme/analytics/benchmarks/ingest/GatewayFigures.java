package com.acme.analytics.benchmarks.ingest;

import com.acme.analytics.benchmarks.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What the gateway takes and how soon it answers, beside a bare producer of the same records. An
 * answer comes once Kafka has acknowledged, so a latency seen by the client holds more than the way
 * from the request's receipt to Kafka's word.
 */
final class GatewayFigures {
  private static final List<Integer> BATCHES = List.of(1, 10, 100, 500);

  /** Of a round of the warm-up with one size of batches. */
  private static final Duration WARM_UP = Duration.ofSeconds(5);

  private static final int MOST_ROUNDS = 8;

  /** Share of the CPU that compilers may have when measuring begins. */
  private static final double SETTLED = 0.05;

  private static final Duration TIME = Duration.ofSeconds(8);
  private static final double SHARE_OF_CAPACITY = 0.7;
  private static final double SHARE_OF_PRODUCER = 0.5;
  private static final double P99_LIMIT_MILLIS = 12;

  /** The bare producer: events a second, and its latency at the same share of them. */
  private record Peer(double capacity, double p99Millis) {}

  private final IngestEngines engines;
  private final Report report;

  GatewayFigures(IngestEngines engines, Report report) {
    this.engines = engines;
    this.report = report;
  }

  /** Measures and reports. */
  void run() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (GatewayProcess gateway = new GatewayProcess(engines)) {
      warmUp(gateway);
      for (int batch : BATCHES) {
        rows.add(measure(gateway, batch));
      }
    }
    report.table(
        "Gateway over HTTP/2 with Kafka; load, gateway and Kafka share the processors",
        List.of(
            "batch",
            "events/s",
            "bare producer",
            "ratio",
            "gateway's CPU per event",
            "in Kafka per event",
            "at 70 %: p50",
            "p99",
            "p99.9",
            "producer's p99 at 70 %",
            "batches not stored"),
        rows);
  }

  /** Whatever has run little is still interpreted: rounds until the JVM compiles hardly more. */
  private void warmUp(GatewayProcess gateway) throws IOException {
    double compiling = 1;
    for (int round = 0; round < MOST_ROUNDS && compiling > SETTLED; round++) {
      Duration cpu = gateway.cpuTime();
      Duration compilers = gateway.compilerTime();
      for (int batch : BATCHES) {
        try (GatewaySender sender = new GatewaySender(gateway.url(), batch)) {
          // One at a time at first: a full load would pile up.
          new Load(sender).capacity(round == 0 ? 1 : concurrency(batch), WARM_UP);
        }
      }
      compiling =
          (double) gateway.compilerTime().minus(compilers).toMillis()
              / gateway.cpuTime().minus(cpu).toMillis();
      report.progress(
          "gateway, warming up: compilers took %.0f %% of its CPU".formatted(compiling * 100));
    }
  }

  private List<String> measure(GatewayProcess gateway, int batch) {
    double capacity;
    double cpuMicros;
    double bytes;
    Histogram latencies;
    long failures;
    try (GatewaySender sender = new GatewaySender(gateway.url(), batch)) {
      Load load = new Load(sender);
      load.capacity(concurrency(batch), TIME.dividedBy(4));
      TopicSize size = TopicSize.now(engines.bootstrapServers());
      Duration cpu = gateway.cpuTime();
      double batches = load.capacity(concurrency(batch), TIME);
      cpuMicros =
          gateway.cpuTime().minus(cpu).toNanos() / 1e3 / (batches * batch * TIME.toSeconds());
      bytes = TopicSize.now(engines.bootstrapServers()).bytesPerRecordSince(size);
      capacity = batches * batch;
      latencies = load.latencies(batches * SHARE_OF_CAPACITY, TIME);
      failures = load.failures();
    }
    Peer producer = producer(batch);
    report.progress(
        "gateway, batches of %d: %,.0f events/s, bare producer %,.0f, p99 at 70 %% %.1f ms, its %.1f"
            .formatted(
                batch, capacity, producer.capacity(), millis(latencies, 99), producer.p99Millis()));
    if (batch == 500) {
      report.aim(
          "gateway to bare producer, batches of 500",
          capacity / producer.capacity(),
          SHARE_OF_PRODUCER);
    }
    report.limit(
        "gateway p99 at 70 %% of capacity, batches of %d, ms".formatted(batch),
        millis(latencies, 99),
        P99_LIMIT_MILLIS);
    return List.of(
        Integer.toString(batch),
        "%,.0f".formatted(capacity),
        "%,.0f".formatted(producer.capacity()),
        String.format(Locale.ROOT, "%.2f", capacity / producer.capacity()),
        String.format(Locale.ROOT, "%.1f µs", cpuMicros),
        "%.0f B".formatted(bytes),
        String.format(Locale.ROOT, "%.1f ms", millis(latencies, 50)),
        String.format(Locale.ROOT, "%.1f ms", millis(latencies, 99)),
        String.format(Locale.ROOT, "%.1f ms", millis(latencies, 99.9)),
        String.format(Locale.ROOT, "%.1f ms", producer.p99Millis()),
        Long.toString(failures));
  }

  private Peer producer(int batch) {
    try (ProducerSender sender = new ProducerSender(engines.bootstrapServers(), batch)) {
      Load load = new Load(sender);
      load.capacity(concurrency(batch), TIME.dividedBy(2));
      double batches = load.capacity(concurrency(batch), TIME.dividedBy(2));
      Histogram latencies = load.latencies(batches * SHARE_OF_CAPACITY, TIME.dividedBy(2));
      return new Peer(batches * batch, millis(latencies, 99));
    }
  }

  /** Batches under way at once: 2,000 events, but no more than 100 batches. */
  private static int concurrency(int batch) {
    return Math.min(2_000 / batch, 100);
  }

  private static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1e3;
  }
}
