package com.acme.analytics.functions.ingest.gateway.metrics;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Counts in a registry that Prometheus scrapes; each name is in the contract of the doors. */
public final class PrometheusIngestMetrics implements IngestMetrics {
  /** Upper bounds in milliseconds, from a single acknowledgement to the producer's patience. */
  private static final double[] LATENCY_BUCKETS = {
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000
  };

  private static final String REASON = "reason";
  private static final double NANOS_PER_MILLI = 1e6;

  private final MeterRegistry registry;
  private final Counter accepted;
  private final Counter unacknowledged;
  private final Counter limited;
  private final Map<ErrorCode, Counter> rejected = new EnumMap<>(ErrorCode.class);
  private final Map<ErrorCode, Counter> refused = new EnumMap<>(ErrorCode.class);
  private final DistributionSummary produceLatency;
  private final Counter leases;
  private final Counter limitsStoreFailures;
  private final Counter grantedLocally;

  /** Every series begins at 0, so that a rate sees the first of its kind. */
  public PrometheusIngestMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.accepted = registry.counter("acme_ingest_events_accepted_total");
    this.unacknowledged = registry.counter("acme_ingest_events_unacknowledged_total");
    this.limited = registry.counter("acme_ingest_events_limited_total");
    this.leases = registry.counter("acme_limits_leases_total");
    this.limitsStoreFailures = registry.counter("acme_limits_store_failures_total");
    this.grantedLocally = registry.counter("acme_limits_granted_locally_total");
    for (ErrorCode code : ErrorCode.values()) {
      rejected.put(
          code, registry.counter("acme_ingest_events_rejected_total", REASON, code.code()));
      refused.put(
          code, registry.counter("acme_ingest_requests_refused_total", REASON, code.code()));
    }
    this.produceLatency =
        DistributionSummary.builder("acme_ingest_produce_latency_ms")
            .serviceLevelObjectives(LATENCY_BUCKETS)
            .register(registry);
  }

  @Override
  public void accepted(int events) {
    accepted.increment(events);
  }

  @Override
  public void rejected(ErrorCode reason, int events) {
    rejected.get(reason).increment(events);
  }

  @Override
  public void unacknowledged(int events) {
    unacknowledged.increment(events);
  }

  @Override
  public void limited(int events) {
    limited.increment(events);
  }

  @Override
  public void warned(String reason, int events) {
    registry.counter("acme_ingest_events_warned_total", REASON, reason).increment(events);
  }

  @Override
  public void refused(ErrorCode reason) {
    refused.get(reason).increment();
  }

  @Override
  public void produced(Duration latency) {
    produceLatency.record(latency.toNanos() / NANOS_PER_MILLI);
  }

  @Override
  public void leaseRequested() {
    leases.increment();
  }

  @Override
  public void storeFailed() {
    limitsStoreFailures.increment();
  }

  @Override
  public void grantedLocally(int events) {
    grantedLocally.increment(events);
  }
}
