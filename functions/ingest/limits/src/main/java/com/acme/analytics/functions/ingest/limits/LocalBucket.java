package com.acme.analytics.functions.ingest.limits;

import java.util.concurrent.atomic.AtomicLong;

/** A bucket of one process alone, for when the shared one can't be reached. */
final class LocalBucket {
  private final Tariff tariff;
  private final AtomicLong tat;

  LocalBucket(Tariff tariff, long now) {
    this.tariff = tariff;
    this.tat = new AtomicLong(now);
  }

  /** How far its tat is ahead of now. */
  long debt(long now) {
    return tat.get() - now;
  }

  /** Takes as many tokens as there are. */
  int takeUpTo(int wanted, long now) {
    while (true) {
      long before = tat.get();
      long debt = Math.max(0, before - now);
      int taken = (int) Math.min(wanted, tariff.available(debt));
      if (taken == 0 || tat.compareAndSet(before, now + debt + tariff.cost(taken))) {
        return taken;
      }
    }
  }
}
