package com.acme.analytics.functions.query.cache;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.partial.PartialRow;
import com.acme.analytics.functions.query.partial.SliceGroups;
import com.acme.analytics.functions.query.partial.TierStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tier that remembers the groups of a slice while its {@link Watermark} stays the same. What
 * fails is not remembered, nor what has too many groups; of several that ask the same at once, one
 * asks the tier. Where the watermark can't be told the tier is asked as if nothing was remembered.
 */
public final class CachedTier implements TierStore {
  private static final Logger LOG = LoggerFactory.getLogger(CachedTier.class);

  private final TierStore store;
  private final String name;
  private final Watermark watermark;
  private final SliceCache cache;
  private final SharedWork<SliceKey, SliceGroups> work = new SharedWork<>();

  /**
   * A tier with a cache.
   *
   * @param name of the tier
   */
  public CachedTier(TierStore store, String name, Watermark watermark, SliceCache cache) {
    this.store = store;
    this.name = name;
    this.watermark = watermark;
    this.cache = cache;
  }

  @Override
  public void read(CustomerId customer, Query query, TimeRange range, Consumer<PartialRow> groups) {
    slice(customer, query, range).groups().forEach(groups);
  }

  @Override
  public SliceGroups slice(CustomerId customer, Query query, TimeRange range) {
    Optional<SliceKey> key = key(customer, query, range);
    return key.isEmpty()
        ? store.slice(customer, query, range)
        : work.of(
            key.get(), () -> found(key.get()).orElseGet(() -> computed(key.get(), query, range)));
  }

  private Optional<SliceKey> key(CustomerId customer, Query query, TimeRange range) {
    try {
      return Optional.of(
          SliceKey.of(
              customer,
              name,
              query,
              range,
              statement(customer, query, range),
              watermark.of(customer, range)));
    } catch (ProblemException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      LOG.warn("the tier {} is asked without its cache", name, e);
      return Optional.empty();
    }
  }

  /** What is remembered; an entry that can't be read, or is of another key, is none. */
  private Optional<SliceGroups> found(SliceKey key) {
    Optional<byte[]> entry = cache.find(key);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new SliceGroups(SliceCodec.decode(key, entry.get()), /* cached= */ true));
    } catch (IOException e) {
      LOG.error("the entry {} of the cache of {} is of no use", key, name, e);
      return Optional.empty();
    }
  }

  private SliceGroups computed(SliceKey key, Query query, TimeRange range) {
    SliceGroups slice = store.slice(key.customer(), query, range);
    if (slice.groups().size() <= MAX_GROUPS) {
      cache.put(key, SliceCodec.encode(key, slice.groups()));
    }
    return slice;
  }

  @Override
  public String statement(CustomerId customer, Query query, TimeRange range) {
    return store.statement(customer, query, range);
  }

  @Override
  public OptionalLong freshnessMillis(CustomerId customer, TimeRange range, Instant now) {
    return store.freshnessMillis(customer, range, now);
  }
}
