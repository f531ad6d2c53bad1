package com.acme.analytics.functions.ingest.rejected;

/**
 * The part of an object that has not been read.
 *
 * @param after the lines with a greater offset count
 */
public record ArchiveSlice(ArchiveKey key, long after) {
  /**
   * How many dead letters it holds, by its key alone. Exact for whole objects; of an object that
   * another one overlaps it is the most that can be.
   */
  public long count() {
    return Math.min(key.count(), key.last() - after);
  }
}
