package com.acme.analytics.flink.hot;

import com.acme.analytics.core.histogram.Histogram;
import com.acme.analytics.flink.window.Aggregate;
import com.acme.analytics.flink.window.MeasureAggregate;
import com.acme.analytics.flink.window.WindowRow;
import com.acme.analytics.flink.window.WindowUpdate;
import java.util.List;

/** Windows as rows of the table {@code windows}, versioned by their count, which only grows. */
public final class WindowRows implements TableRows<WindowRow> {
  private static final long serialVersionUID = 1L;

  private static final long[] NONE = {};

  @Override
  public String table() {
    return "windows";
  }

  @Override
  public List<String> columns() {
    return List.of(
        "customer_id",
        "seconds",
        "dimension",
        "measure",
        "start",
        "value",
        "count",
        "users",
        "sum",
        "min",
        "max",
        "histogram",
        "version");
  }

  @Override
  public void write(WindowRow row, RowBinary out) {
    WindowUpdate window = row.window();
    Aggregate aggregate = window.aggregate();
    out.string(window.customer());
    out.int32(window.seconds());
    out.string(window.dimension());
    out.string(row.measure());
    out.int32((int) (window.start() / 1000));
    out.string(window.value());
    if (row.measure().isEmpty()) {
      out.int64(aggregate.count());
      out.int64s(aggregate.users().array(), aggregate.users().size());
      out.float64(0);
      out.float64(0);
      out.float64(0);
      out.size(0);
      out.int64(aggregate.count());
    } else {
      MeasureAggregate measure = aggregate.measures().get(row.measure());
      out.int64(measure.count());
      out.int64s(NONE);
      out.float64(measure.sum());
      out.float64(measure.min());
      out.float64(measure.max());
      histogram(measure.histogram(), out);
      out.int64(measure.count());
    }
  }

  private static void histogram(Histogram histogram, RowBinary out) {
    int[] buckets = histogram.buckets();
    long[] counts = histogram.counts();
    out.size(buckets.length);
    for (int i = 0; i < buckets.length; i++) {
      out.int16((short) buckets[i]);
      out.int64(counts[i]);
    }
  }

  @Override
  public String key(RowReader row) {
    return "%s %d s of %s %s from %d: %s"
        .formatted(
            row.string(), row.int32(), row.string(), row.string(), row.int32(), row.string());
  }
}
