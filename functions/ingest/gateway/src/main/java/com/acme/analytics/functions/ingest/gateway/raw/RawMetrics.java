package com.acme.analytics.functions.ingest.gateway.raw;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What is counted of raw records; their events are counted like any. */
final class RawMetrics {
  private final Counter records;
  private final Counter retries;
  private final Counter unattributed;
  private final Counter abandoned;
  private final AtomicLong lag = new AtomicLong();

  /** Every series begins at 0, so that a rate sees the first of its kind. */
  RawMetrics(MeterRegistry registry) {
    this.records = registry.counter("acme_raw_records_total");
    this.retries = registry.counter("acme_raw_retries_total");
    this.unattributed = registry.counter("acme_raw_records_unattributed_total");
    this.abandoned = registry.counter("acme_raw_records_abandoned_total");
    Gauge.builder("acme_raw_lag_records", lag, AtomicLong::get).register(registry);
  }

  /** A record is settled: each of its events is accepted or a dead letter. */
  void settled() {
    records.increment();
  }

  /** A record was tried again, with what was left of it. */
  void retried() {
    retries.increment();
  }

  /** A record does not say whose it is, or what its ids derive from: it is left out. */
  void unattributed() {
    unattributed.increment();
  }

  /** A record made the pipeline fail, each time: it is left out. */
  void abandoned() {
    abandoned.increment();
  }

  /** How many records of its partitions the process has not read yet. */
  void lag(long behind) {
    lag.set(behind);
  }
}
