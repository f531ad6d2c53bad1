package com.acme.analytics.functions.query.lake;

import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.cache.Watermark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a customer's events of some hours are made of in the lake: how many files, rows and bytes,
 * and the last erasure, whoever's, since an erasure may leave files as they are and only add which
 * of their rows are gone. So what is appended to another hour or by another customer changes
 * nothing, while late events, backfills, compaction and erasure do.
 *
 * <p>An erasure's snapshot expires after days, so nothing may be remembered for longer.
 *
 * @see <a href="https://trino.io/docs/current/connector/iceberg.html#metadata-tables">Metadata
 *     tables</a>, which Athena has too
 */
public final class LakeWatermark implements Watermark {
  private static final String FILES =
      "SELECT coalesce(sum(record_count), 0), coalesce(sum(file_count), 0),"
          + " coalesce(sum(total_size), 0),\n"
          + "  (SELECT max_by(snapshot_id, committed_at) FROM \"events$snapshots\""
          + " WHERE operation IN ('delete', 'overwrite'))\n"
          + "FROM \"events$partitions\"\n"
          + "WHERE partition.customer_id = ? AND partition.timestamp_hour BETWEEN %d AND %d";

  private final LakeEngine engine;

  /** Of the engine, which stays the caller's. */
  public LakeWatermark(LakeEngine engine) {
    this.engine = engine;
  }

  @Override
  public String of(CustomerId customer, TimeRange range) {
    long millisOfHour = Duration.ofHours(1).toMillis();
    String statement =
        FILES.formatted(
            Math.floorDiv(range.from().toEpochMilli(), millisOfHour),
            Math.floorDiv(range.to().toEpochMilli(), millisOfHour));
    List<String> figures = new ArrayList<>();
    engine.run(statement, List.of(customer.value()), figures::addAll);
    return figures.toString();
  }
}
