package com.acme.analytics.benchmarks.ingest;

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
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration TIME = Duration.ofSeconds(8);
  private static final double SHARE_OF_CAPACITY = 0.7;
  private static final double SHARE_OF_PRODUCER = 0.5;
  private static final double P99_LIMIT_MILLIS = 12;

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
            "batches not stored"),
        rows);
  }

  private static void warmUp(GatewayProcess gateway) {
    try (GatewaySender sender = new GatewaySender(gateway.url(), 100)) {
      // A JVM that has compiled nothing yet would let a full load pile up.
      new Load(sender).capacity(1, WARM_UP.dividedBy(2));
      new Load(sender).capacity(concurrency(100), WARM_UP.dividedBy(2));
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
    double producer = producer(batch);
    report.progress(
        "gateway, batches of %d: %,.0f events/s, bare producer %,.0f, p99 at 70 %% %.1f ms"
            .formatted(batch, capacity, producer, millis(latencies, 99)));
    if (batch == 500) {
      report.aim(
          "gateway to bare producer, batches of 500", capacity / producer, SHARE_OF_PRODUCER);
    }
    report.limit(
        "gateway p99 at 70 %% of capacity, batches of %d, ms".formatted(batch),
        millis(latencies, 99),
        P99_LIMIT_MILLIS);
    return List.of(
        Integer.toString(batch),
        "%,.0f".formatted(capacity),
        "%,.0f".formatted(producer),
        String.format(Locale.ROOT, "%.2f", capacity / producer),
        String.format(Locale.ROOT, "%.1f µs", cpuMicros),
        "%.0f B".formatted(bytes),
        String.format(Locale.ROOT, "%.1f ms", millis(latencies, 50)),
        String.format(Locale.ROOT, "%.1f ms", millis(latencies, 99)),
        String.format(Locale.ROOT, "%.1f ms", millis(latencies, 99.9)),
        Long.toString(failures));
  }

  private double producer(int batch) {
    try (ProducerSender sender = new ProducerSender(engines.bootstrapServers(), batch)) {
      Load load = new Load(sender);
      load.capacity(concurrency(batch), TIME.dividedBy(4));
      return load.capacity(concurrency(batch), TIME.dividedBy(2)) * batch;
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
