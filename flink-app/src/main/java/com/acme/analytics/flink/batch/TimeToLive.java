package com.acme.analytics.flink.batch;

import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;

/** How long state is kept. */
public final class TimeToLive {
  /** Entries that a compaction goes through between looks at the clock: Flink's default. */
  private static final long ENTRIES_PER_LOOK = 1_000;

  private TimeToLive() {}

  /**
   * State that nobody gets to see any more once it has not been written for so long, and that
   * RocksDB drops when it compacts. On the heap it is dropped when it is asked for again, no
   * sooner: Flink's cleaning there would look at five keys at each access, and copy every map that
   * it meets.
   */
  public static StateTtlConfig.Builder of(Duration retention) {
    return StateTtlConfig.newBuilder(retention)
        .disableCleanupInBackground()
        .cleanupInRocksdbCompactFilter(ENTRIES_PER_LOOK);
  }
}
