package com.acme.analytics.functions.ingest.limits;

import com.acme.analytics.core.tenant.RateLimit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which events were admitted when. */
final class Admissions {
  private record Admission(long at, int events) {}

  private final List<Admission> admissions = new ArrayList<>();

  synchronized void add(long at, int events) {
    if (events > 0) {
      admissions.add(new Admission(at, events));
    }
  }

  /** Events of the times from one to before another, nanoseconds. */
  synchronized long between(long from, long to) {
    return admissions.stream()
        .filter(a -> a.at >= from && a.at < to)
        .mapToLong(Admission::events)
        .sum();
  }

  /**
   * By how many billionths of an event the worst of all intervals exceeds rate x t + burst; not
   * positive when none does. Any interval is at worst as the one from its first admission to its
   * last; with s the events up to each, the worst is the largest s(end) - rate x end - (s(begin) -
   * rate x begin), found in one pass.
   */
  synchronized BigInteger excess(RateLimit limit) {
    List<Admission> inOrder = new ArrayList<>(admissions);
    inOrder.sort(Comparator.comparingLong(Admission::at));
    BigInteger least = null;
    BigInteger worst = BigInteger.ZERO;
    long sum = 0;
    for (Admission admission : inOrder) {
      BigInteger before = level(sum, admission.at, limit);
      least = least == null ? before : least.min(before);
      sum += admission.events;
      worst = worst.max(level(sum, admission.at, limit).subtract(least));
    }
    return worst.subtract(level(limit.burst(), 0, limit));
  }

  private static BigInteger level(long events, long at, RateLimit limit) {
    return BigInteger.valueOf(events)
        .multiply(BigInteger.valueOf(1_000_000_000))
        .subtract(BigInteger.valueOf(limit.eventsPerSecond()).multiply(BigInteger.valueOf(at)));
  }
}
