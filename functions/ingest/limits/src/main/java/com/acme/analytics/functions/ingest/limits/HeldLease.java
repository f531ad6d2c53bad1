package com.acme.analytics.functions.ingest.limits;

import java.util.concurrent.atomic.AtomicLong;

/** Tokens that any thread of the process may use until they expire. */
final class HeldLease {
  /** How long tokens may be used, from the time at which the store counted them. */
  static final long LIFE_NANOS = 1_000_000_000;

  private final long size;
  private final AtomicLong tokens;
  private final long expiresAt;

  /**
   * @param tokens how many
   * @param takenAt ticks read before the lease was requested
   */
  HeldLease(long tokens, long takenAt) {
    this.size = tokens;
    this.tokens = new AtomicLong(tokens);
    this.expiresAt = takenAt + LIFE_NANOS;
  }

  /** Tokens at first. */
  long size() {
    return size;
  }

  /** Tokens not used, expired or not. */
  long unused() {
    return tokens.get();
  }

  /** Nanoseconds left, not positive once expired. */
  long life(long now) {
    return expiresAt - now;
  }

  /** Tokens that can be used. */
  long left(long now) {
    return life(now) > 0 ? tokens.get() : 0;
  }

  /** Takes all tokens asked for, or none. */
  boolean takeAll(int wanted, long now) {
    return wanted == 0 || (left(now) >= wanted && take(wanted, now, wanted) == wanted);
  }

  /** Takes as many as there are. */
  int takeUpTo(int wanted, long now) {
    return take(wanted, now, 1);
  }

  private int take(int wanted, long now, int least) {
    while (true) {
      long left = left(now);
      int taken = (int) Math.min(wanted, left);
      if (taken < least) {
        return 0;
      }
      if (tokens.compareAndSet(left, left - taken)) {
        return taken;
      }
    }
  }
}
