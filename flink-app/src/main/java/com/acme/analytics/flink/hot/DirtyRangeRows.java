package com.acme.analytics.flink.hot;

import com.acme.analytics.flink.dirty.DirtyRange;
import java.util.List;

/** Marks of dirty ranges as rows of the table {@code dirty_ranges}, which adds the time. */
public final class DirtyRangeRows implements TableRows<DirtyRange> {
  private static final long serialVersionUID = 1L;

  @Override
  public String table() {
    return "dirty_ranges";
  }

  @Override
  public List<String> columns() {
    return List.of("customer_id", "kind", "hour");
  }

  @Override
  public void write(DirtyRange row, RowBinary out) {
    out.string(row.customer());
    out.string(row.kind());
    out.int32((int) (row.hour() / 1000));
  }

  @Override
  public String key(RowReader row) {
    return "%s %s of %d".formatted(row.string(), row.string(), row.int32());
  }
}
