package com.acme.analytics.functions.query.warm;

import com.acme.analytics.core.query.Query;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.partial.JsonRows;
import com.acme.analytics.functions.query.partial.PartialRow;
import com.acme.analytics.functions.query.partial.ThetaSketch;
import com.acme.analytics.functions.query.partial.TierStore;
import com.acme.analytics.functions.query.plan.Progress;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;

/** The warm tier: minutes of events, with their users as theta sketches. */
public final class WarmStore implements TierStore {
  private final DruidSql druid;
  private final Progress progress;

  /**
   * A store on Druid.
   *
   * @param progress how far it has come
   */
  public WarmStore(DruidSql druid, Progress progress) {
    this.druid = druid;
    this.progress = progress;
  }

  @Override
  public void read(CustomerId customer, Query query, TimeRange range, Consumer<PartialRow> groups) {
    byte[] rows = druid.run(WarmStatement.groups(customer, query, range));
    new JsonRows(query, WarmStore::users).read(new ByteArrayInputStream(rows), groups);
  }

  /** The sketch is a JSON text within the cell's text. */
  private static ThetaSketch users(JsonParser cell) {
    String quoted = cell.getString();
    return DruidSketch.parse(quoted.substring(1, quoted.length() - 1));
  }

  @Override
  public String statement(CustomerId customer, Query query, TimeRange range) {
    return WarmStatement.groups(customer, query, range).text();
  }

  /** How long ago the newest minute that it has taken in began. */
  @Override
  public OptionalLong freshnessMillis(CustomerId customer, TimeRange range, Instant now) {
    Instant committed = progress.committedUntil();
    return committed.equals(Instant.EPOCH)
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, now.toEpochMilli() - committed.toEpochMilli()));
  }
}
