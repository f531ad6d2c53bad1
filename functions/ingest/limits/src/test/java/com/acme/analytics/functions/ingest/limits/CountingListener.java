package com.acme.analytics.functions.ingest.limits;

import java.util.concurrent.atomic.AtomicLong;

/** Counts. */
final class CountingListener implements LimiterListener {
  final AtomicLong leases = new AtomicLong();
  final AtomicLong failures = new AtomicLong();
  final AtomicLong locally = new AtomicLong();

  @Override
  public void leaseRequested() {
    leases.incrementAndGet();
  }

  @Override
  public void storeFailed() {
    failures.incrementAndGet();
  }

  @Override
  public void grantedLocally(int events) {
    locally.addAndGet(events);
  }
}
