package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.functions.ingest.limits.LimiterListener;
import java.time.Duration;

/** What is counted of the way in. Every event of every request is counted once. */
public interface IngestMetrics extends LimiterListener {
  /** Counts nothing. */
  IngestMetrics NONE =
      new IngestMetrics() {
        @Override
        public void accepted(int events) {}

        @Override
        public void rejected(ErrorCode reason, int events) {}

        @Override
        public void unacknowledged(int events) {}

        @Override
        public void limited(int events) {}

        @Override
        public void leaseRequested() {}

        @Override
        public void storeFailed() {}

        @Override
        public void grantedLocally(int events) {}

        @Override
        public void warned(String reason, int events) {}

        @Override
        public void refused(ErrorCode reason) {}

        @Override
        public void produced(Duration latency) {}
      };

  /** Events that Kafka acknowledged: {@code acme_ingest_events_accepted_total}. */
  void accepted(int events);

  /** Events rejected for one reason: {@code acme_ingest_events_rejected_total}. */
  void rejected(ErrorCode reason, int events);

  /**
   * Events and dead letters that Kafka didn't acknowledge: {@code
   * acme_ingest_events_unacknowledged_total}.
   */
  void unacknowledged(int events);

  /** Events that a rate limit held back: {@code acme_ingest_events_limited_total}. */
  void limited(int events);

  /** A lease of tokens was asked for: {@code acme_limits_leases_total}. */
  @Override
  void leaseRequested();

  /** The table of rate limits could not be asked: {@code acme_limits_store_failures_total}. */
  @Override
  void storeFailed();

  /** Events granted without the table's word: {@code acme_limits_granted_locally_total}. */
  @Override
  void grantedLocally(int events);

  /** Events accepted with a warning, for one reason: {@code acme_ingest_events_warned_total}. */
  void warned(String reason, int events);

  /** A request refused as a whole: {@code acme_ingest_requests_refused_total}. */
  void refused(ErrorCode reason);

  /** How long Kafka took for a batch: {@code acme_ingest_produce_latency_ms}. */
  void produced(Duration latency);
}
