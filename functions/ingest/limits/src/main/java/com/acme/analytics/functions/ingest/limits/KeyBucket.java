package com.acme.analytics.functions.ingest.limits;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One key's tokens in one process. While a lease is held a grant costs a compare-and-set. When it
 * runs out, one thread leases for all that wait; a refusal is remembered until tokens can be there.
 */
final class KeyBucket {
  /** Tokens of a lease that ends sooner are not counted on: asking for more may take as long. */
  private static final long LEAST_LIFE_NANOS = 100_000_000;

  private final Tariff tariff;
  private final SharedBucket shared;
  private final LocalBucket local;
  private final Outage outage;
  private final Timing timing;
  private final Pause pause;
  private final LimiterListener listener;
  private final Demand demand;
  private final Foresight foresight = new Foresight();
  private final ReentrantLock asking = new ReentrantLock();

  /** Events of the threads that hold or want the lock. */
  private final AtomicLong waiting = new AtomicLong();

  private volatile HeldLease held;

  /** In ticks. */
  private volatile long deniedUntil;

  KeyBucket(
      Tariff tariff,
      SharedBucket shared,
      Outage outage,
      Timing timing,
      Pause pause,
      LimiterListener listener) {
    long now = timing.ticks();
    this.tariff = tariff;
    this.shared = shared;
    this.local = new LocalBucket(tariff, now);
    this.outage = outage;
    this.timing = timing;
    this.pause = pause;
    this.listener = listener;
    this.demand = new Demand(now);
    this.held = new HeldLease(0, now);
    this.deniedUntil = now;
  }

  Tariff tariff() {
    return tariff;
  }

  Grant take(int events) {
    long now = timing.ticks();
    demand.add(events);
    if (held.takeAll(events, now)) {
      return answer(events, events, now);
    }
    if (isDenied(now)) {
      return answer(events, held.takeUpTo(events, now), now);
    }
    if (!outage.active()) {
      return inTurn(events);
    }
    return outage.mayProbe(now) && asking.tryLock() ? probe(events) : locally(events, 0, now);
  }

  private Grant inTurn(int events) {
    waiting.addAndGet(events);
    asking.lock();
    try {
      // Who had the lock may have leased, been denied or found an outage for this thread too.
      long now = timing.ticks();
      if (held.takeAll(events, now)) {
        return answer(events, events, now);
      }
      if (isDenied(now)) {
        return answer(events, held.takeUpTo(events, now), now);
      }
      return outage.active() ? locally(events, 0, now) : lease(events, now);
    } finally {
      waiting.addAndGet(-events);
      asking.unlock();
    }
  }

  private Grant probe(int events) {
    waiting.addAndGet(events);
    try {
      return lease(events, timing.ticks());
    } finally {
      waiting.addAndGet(-events);
      asking.unlock();
    }
  }

  private Grant lease(int events, long now) {
    HeldLease before = held;
    int rest = before.life(now) >= LEAST_LIFE_NANOS ? before.takeUpTo(events, now) : 0;
    foresight.learn(before.size(), before.unused());
    long needed = waiting.get() - rest;
    SharedBucket.Taken lease;
    try {
      lease = shared.take(needed + ahead(now));
      requireAlive(lease);
    } catch (LeaseStoreException e) {
      long then = timing.ticks();
      outage.failed(then, e);
      return locally(events, before.life(then) > 0 ? rest : 0, then);
    }
    outage.over();
    long then = timing.ticks();
    int alive = before.life(then) > 0 ? rest : 0;
    remember(lease.tokens(), needed, then);
    if (lease.tokens() == 0) {
      return answer(events, alive + before.takeUpTo(events - alive, then), then);
    }
    int fresh = (int) Math.min(events - alive, lease.tokens());
    held = new HeldLease(lease.tokens() - fresh, lease.takenAt());
    return answer(events, alive + fresh, then);
  }

  /** Tokens for events that are likely to come. */
  private long ahead(long now) {
    double demanded = Math.max(0, demand.ofLastSecond(now) - waiting.get());
    double fullness = (double) tariff.available(shared.debt(now)) / tariff.capacity();
    return (long) (demanded * foresight.seconds(fullness));
  }

  private void requireAlive(SharedBucket.Taken lease) {
    long age = timing.ticks() - lease.takenAt();
    if (lease.tokens() > 0 && age >= HeldLease.LIFE_NANOS) {
      throw new LeaseStoreException(
          "leased after " + age + " ns (expected: < " + HeldLease.LIFE_NANOS + ")", null);
    }
  }

  private void remember(long leased, long needed, long now) {
    if (leased >= needed) {
      pause.reset();
    } else {
      long drawn = leased > 0 ? pause.afterSome() : pause.afterNone();
      deniedUntil = now + Math.max(drawn, tariff.waitFor(1, shared.debt(now)));
    }
  }

  private boolean isDenied(long now) {
    return deniedUntil - now > 0;
  }

  private Grant answer(int events, int granted, long now) {
    long debt = shared.debt(now);
    long remaining = held.left(now) + tariff.available(debt);
    if (granted == events) {
      return new Grant(events, granted, remaining, Duration.ZERO, tariff.limit());
    }
    long wait = Math.max(tariff.waitFor(events - granted, debt), deniedUntil - now);
    return new Grant(events, granted, remaining, atLeastOneNano(wait), tariff.limit());
  }

  private Grant locally(int events, int rest, long now) {
    int leased = rest + held.takeUpTo(events - rest, now);
    int granted = leased + local.takeUpTo(events - leased, now);
    listener.grantedLocally(granted - leased);
    long debt = local.debt(now);
    Duration wait =
        granted == events ? Duration.ZERO : atLeastOneNano(tariff.waitFor(events - granted, debt));
    return new Grant(events, granted, tariff.available(debt), wait, tariff.limit());
  }

  private static Duration atLeastOneNano(long nanos) {
    return Duration.ofNanos(Math.max(1, nanos));
  }
}
