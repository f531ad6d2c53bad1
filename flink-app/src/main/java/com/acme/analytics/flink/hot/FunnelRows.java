package com.acme.analytics.flink.hot;

import com.acme.analytics.flink.funnel.FunnelRow;
import com.acme.analytics.flink.funnel.StepCounts;
import java.util.List;
import java.util.UUID;

/** Funnels' cohorts as rows of the table {@code funnels}, one for each step. */
public final class FunnelRows implements TableRows<FunnelRow> {
  private static final long serialVersionUID = 1L;

  @Override
  public String table() {
    return "funnels";
  }

  @Override
  public List<String> columns() {
    return List.of(
        "customer_id",
        "funnel_id",
        "start",
        "value",
        "step",
        "members",
        "users",
        "histogram",
        "version",
        "deleted");
  }

  @Override
  public void write(FunnelRow row, RowBinary out) {
    StepCounts counts = row.counts();
    out.string(row.customer());
    out.uuid(UUID.fromString(row.funnel()));
    out.int32((int) (row.minute() / 1000));
    out.string(row.value());
    out.int8((byte) row.step());
    out.int64(counts.members());
    out.int64s(counts.users());
    out.size(counts.buckets().length);
    for (int i = 0; i < counts.buckets().length; i++) {
      out.int16((short) counts.buckets()[i]);
      out.int64(counts.bucketCounts()[i]);
    }
    out.int64(row.version());
    out.int8((byte) (row.deleted() ? 1 : 0));
  }

  @Override
  public String key(RowReader row) {
    return "%s %s from %d: %s".formatted(row.string(), row.uuid(), row.int32(), row.string());
  }
}
