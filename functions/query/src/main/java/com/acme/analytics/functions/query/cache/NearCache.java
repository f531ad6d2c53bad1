package com.acme.analytics.functions.query.cache;

import java.util.Optional;

/**
 * Two caches, of which the near one is asked first and told what the far one has.
 *
 * @param near the faster and smaller one
 */
public record NearCache(SliceCache near, SliceCache far) implements SliceCache {
  @Override
  public Optional<byte[]> find(SliceKey key) {
    Optional<byte[]> known = near.find(key);
    if (known.isPresent()) {
      return known;
    }
    Optional<byte[]> found = far.find(key);
    found.ifPresent(entry -> near.put(key, entry));
    return found;
  }

  @Override
  public void put(SliceKey key, byte[] entry) {
    near.put(key, entry);
    far.put(key, entry);
  }
}
