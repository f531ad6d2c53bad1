package com.acme.analytics.functions.ingest.limits;

import com.acme.analytics.core.tenant.Credential;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * A token bucket per API key, shared by all processes that use the same store: over any t seconds
 * they admit at most rate x t + burst events together. A process leases tokens from the store for a
 * second at a time, as many as its own demand suggests.
 *
 * <p>While the store can't be reached, each process grants up to the key's rate from a bucket of
 * its own. For use by many threads; {@link #take} may block for a few updates of the store, or
 * until another thread's are done.
 */
public final class LeasingLimiter implements EventLimiter {
  /** About 500 bytes each. A key forgotten leases anew: the bound holds, its lease is lost. */
  private static final int MOST_KEYS = 10_000;

  private final LeaseStore store;
  private final Timing timing;
  private final RandomGenerator random;
  private final LimiterListener listener;
  private final Outage outage;
  private final Cache<String, KeyBucket> bucketsByKeyHash;

  /**
   * @param clock time of day, in step with the other processes
   * @param ticker elapsed time
   * @param random thread-safe, and different in each process
   */
  public LeasingLimiter(
      LeaseStore store,
      InstantSource clock,
      Ticker ticker,
      RandomGenerator random,
      LimiterListener listener) {
    this.store = store;
    this.timing = new Timing(clock, ticker);
    this.random = random;
    this.listener = listener;
    this.outage = new Outage(listener, ticker.read());
    this.bucketsByKeyHash = Caffeine.newBuilder().maximumSize(MOST_KEYS).build();
  }

  @Override
  public Grant take(Credential credential, int events) {
    if (events < 0) {
      throw new IllegalArgumentException("events: " + events + " (expected: >= 0)");
    }
    KeyBucket bucket = bucketsByKeyHash.getIfPresent(credential.keyHash());
    if (bucket == null || !bucket.tariff().limit().equals(credential.rateLimit())) {
      bucket =
          bucketsByKeyHash.asMap().compute(credential.keyHash(), (_, b) -> fitting(b, credential));
    }
    return bucket.take(events);
  }

  private KeyBucket fitting(KeyBucket bucket, Credential credential) {
    if (bucket != null && bucket.tariff().limit().equals(credential.rateLimit())) {
      return bucket;
    }
    Tariff tariff = new Tariff(credential.rateLimit());
    return new KeyBucket(
        tariff,
        new SharedBucket(credential.keyHash(), tariff, store, timing, listener),
        outage,
        timing,
        new Pause(random),
        listener);
  }
}
