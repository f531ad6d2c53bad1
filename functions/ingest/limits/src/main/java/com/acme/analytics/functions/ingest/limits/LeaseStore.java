package com.acme.analytics.functions.ingest.limits;

/**
 * The shared bucket of each key: one number, the theoretical arrival time (tat) of the generic cell
 * rate algorithm (ITU-T I.371, annex A) in nanoseconds since 1970. It is the time at which the
 * bucket will be full; a bucket without one is full.
 */
public interface LeaseStore {
  /**
   * Tries one atomic update.
   *
   * @throws LeaseStoreException when the store can't be reached or answers with an error
   */
  LeaseAnswer lease(String keyHash, LeaseRequest request);
}
