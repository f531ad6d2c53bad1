package com.acme.analytics.functions.ingest.limits;

import java.util.random.RandomGenerator;

/**
 * How long a process leaves a bucket alone that lacked tokens. It is random, so that processes come
 * one after another, and grows where others were faster. It stays below a second: every bucket has
 * room for a second's tokens, so none are lost meanwhile.
 */
final class Pause {
  private static final long FIRST_NANOS = 500_000_000;
  private static final long LONGEST_NANOS = 900_000_000;

  private final RandomGenerator random;
  private long upper = FIRST_NANOS;

  Pause(RandomGenerator random) {
    this.random = random;
  }

  /** After a lease that was large enough. */
  void reset() {
    upper = FIRST_NANOS;
  }

  /** After some tokens, fewer than needed. */
  long afterSome() {
    reset();
    return drawn();
  }

  /** After none. */
  long afterNone() {
    long drawn = drawn();
    upper = LONGEST_NANOS;
    return drawn;
  }

  private long drawn() {
    return random.nextLong(upper / 2, upper);
  }
}
