package com.acme.analytics.functions.query.cache;

import java.util.Optional;

/** Holds the groups of slices as bytes. Each method is without effect where the cache is down. */
public interface SliceCache {
  /** The entry of a key. */
  Optional<byte[]> find(SliceKey key);

  /** Holds an entry; it may be left out, and is lost some time. */
  void put(SliceKey key, byte[] entry);
}
