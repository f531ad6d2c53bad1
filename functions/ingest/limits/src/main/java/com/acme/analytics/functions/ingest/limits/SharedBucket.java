package com.acme.analytics.functions.ingest.limits;

import com.acme.analytics.functions.ingest.limits.LeaseRequest.Form;

/**
 * What a process knows of a key's shared bucket, and how it takes tokens out of it. As others only
 * take tokens too, a bucket never holds more than what was seen last and the rate has made since.
 */
final class SharedBucket {
  /** Others may take between two tries, so a try can fail with the right form and a known tat. */
  private static final int MOST_TRIES = 4;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /**
   * A full bucket that several processes use is treated as if it lacked what the rate makes in this
   * time. Within it both forms succeed, so that what others take while a request is under way, or
   * the time it takes, doesn't turn the right form into the wrong one for ever.
   */
  private static final long SHARED_SLACK_NANOS = 50_000_000;

  /** An item outlives its use by this, for processes whose clocks are behind. */
  private static final long SPARE_SECONDS = 3600;

  private final String keyHash;
  private final Tariff tariff;
  private final LeaseStore store;
  private final Timing timing;
  private final LimiterListener listener;

  /** In ticks. */
  private volatile long seenTat;

  /** Whether the last update found what another process had left. */
  private boolean contended;

  SharedBucket(
      String keyHash, Tariff tariff, LeaseStore store, Timing timing, LimiterListener listener) {
    this.keyHash = keyHash;
    this.tariff = tariff;
    this.store = store;
    this.timing = timing;
    this.listener = listener;
    this.seenTat = timing.ticks() - 1;
  }

  /**
   * Tokens out of the bucket.
   *
   * @param tokens how many, 0 when refused
   * @param takenAt ticks; from then the lease lives
   */
  record Taken(long tokens, long takenAt) {}

  /** How far its tat is thought to be ahead of now, nanoseconds; negative for a full bucket. */
  long debt(long now) {
    return seenTat - now;
  }

  /**
   * Takes as many tokens as are wanted or, where there are fewer, those. One thread at a time.
   *
   * @throws LeaseStoreException when the store can't be reached
   */
  Taken take(long wanted) {
    long ticks = timing.ticks();
    long now = timing.epochNanos();
    long debt = debt(ticks);
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      long tokens = Math.min(wanted, tariff.available(debt));
      if (tokens == 0) {
        break;
      }
      listener.leaseRequested();
      switch (store.lease(keyHash, request(tokens, debt, now))) {
        case LeaseAnswer.Leased leased -> {
          seenTat = leased.tat() - now + ticks;
          contended = tries > 0;
          return new Taken(tokens, ticks);
        }
        case LeaseAnswer.Refused refused -> {
          ticks = timing.ticks();
          now = timing.epochNanos();
          debt = refused.tat().orElse(now - 1) - now;
          seenTat = debt + ticks;
          contended = true;
        }
        case LeaseAnswer.Throttled _ -> {
          return new Taken(0, ticks);
        }
      }
    }
    return new Taken(0, ticks);
  }

  private LeaseRequest request(long tokens, long debt, long now) {
    long cost = tariff.cost(tokens);
    long latest = now + tariff.capacityNanos();
    long slack = contended ? Math.min(SHARED_SLACK_NANOS, tariff.capacityNanos() - cost) : 0;
    boolean full = debt < slack / 2 || debt < 0;
    return new LeaseRequest(
        full ? Form.FULL : Form.IN_USE,
        full ? now + slack : now,
        cost,
        latest,
        latest / NANOS_PER_SECOND + SPARE_SECONDS);
  }
}
