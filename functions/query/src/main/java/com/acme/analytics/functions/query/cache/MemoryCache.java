package com.acme.analytics.functions.query.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;

/** A cache in this process, bounded by its bytes. */
public final class MemoryCache implements SliceCache {
  /** What an entry takes besides its bytes: key, map node and headers, generously. */
  private static final int OVERHEAD_BYTES = 512;

  private final Cache<SliceKey, byte[]> entries;

  /**
   * An empty cache.
   *
   * @param keptFor how long an entry is held at most
   * @param maxBytes of all entries
   * @param ticker what tells that an entry's time is over
   */
  public MemoryCache(Duration keptFor, long maxBytes, Ticker ticker) {
    this.entries =
        Caffeine.newBuilder()
            .expireAfterWrite(keptFor)
            .maximumWeight(maxBytes)
            .weigher((SliceKey _, byte[] entry) -> OVERHEAD_BYTES + entry.length)
            .ticker(ticker)
            .build();
  }

  @Override
  public Optional<byte[]> find(SliceKey key) {
    return Optional.ofNullable(entries.getIfPresent(key));
  }

  @Override
  public void put(SliceKey key, byte[] entry) {
    entries.put(key, entry);
  }
}
