package com.acme.analytics.functions.ingest.management.rejected;

/** What is counted of the way into the archive. Every record handed over is counted once. */
public interface ArchiveMetrics {
  /** Dead letters written: {@code acme_archive_events_written_total}. */
  void written(int events);

  /** Records that were there already: {@code acme_archive_records_repeated_total}. */
  void repeated(int records);

  /**
   * Records kept though nothing could be made of them: {@code
   * acme_archive_records_undecodable_total}.
   */
  void undecodable(int records);

  /** Objects written: {@code acme_archive_objects_written_total}. */
  void objects(int objects);
}
