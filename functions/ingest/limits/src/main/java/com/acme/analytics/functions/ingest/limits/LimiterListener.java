package com.acme.analytics.functions.ingest.limits;

/** Counts what a limiter does beside its answers. Called by many threads; must not block. */
public interface LimiterListener {
  /** One conditional update was sent, whatever came of it. */
  void leaseRequested();

  /** An update failed: the store can't be reached, or answered after the lease had expired. */
  void storeFailed();

  /** Events were granted from the process's own bucket, because the store can't be reached. */
  void grantedLocally(int events);

  /** Counts nothing. */
  LimiterListener NONE =
      new LimiterListener() {
        @Override
        public void leaseRequested() {}

        @Override
        public void storeFailed() {}

        @Override
        public void grantedLocally(int events) {}
      };
}
