package com.acme.analytics.functions.ingest.limits;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the store can be reached, for all keys of a limiter. While it can't, one thread each
 * second finds out whether it can again; the others don't wait for it.
 */
final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
  private static final long PROBE_INTERVAL_NANOS = 1_000_000_000;
  private static final long LOG_INTERVAL_NANOS = 60_000_000_000L;

  private final LimiterListener listener;
  private final AtomicLong nextProbe = new AtomicLong();
  private final AtomicLong nextLog;
  private volatile boolean active;

  Outage(LimiterListener listener, long now) {
    this.listener = listener;
    this.nextLog = new AtomicLong(now);
  }

  /** Whether the store can't be reached, as far as is known. */
  boolean active() {
    return active;
  }

  /** Whether this thread, during an outage, is the one to find out whether it is over. */
  boolean mayProbe(long now) {
    long due = nextProbe.get();
    return now - due >= 0 && nextProbe.compareAndSet(due, now + PROBE_INTERVAL_NANOS);
  }

  void failed(long now, RuntimeException cause) {
    listener.storeFailed();
    nextProbe.set(now + PROBE_INTERVAL_NANOS);
    active = true;
    long due = nextLog.get();
    if (now - due >= 0 && nextLog.compareAndSet(due, now + LOG_INTERVAL_NANOS)) {
      LOG.warn("Rate limits hold per process: the shared buckets can't be reached", cause);
    }
  }

  void over() {
    if (active) {
      active = false;
      LOG.info("Rate limits hold across processes again");
    }
  }
}
