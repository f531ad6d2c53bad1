package com.acme.analytics.functions.ingest.management.rejected;

/** Keeps the sums. */
final class RecordedArchiveMetrics implements ArchiveMetrics {
  int written;
  int repeated;
  int undecodable;
  int objects;

  @Override
  public void written(int events) {
    written += events;
  }

  @Override
  public void repeated(int records) {
    repeated += records;
  }

  @Override
  public void undecodable(int records) {
    undecodable += records;
  }

  @Override
  public void objects(int count) {
    objects += count;
  }
}
