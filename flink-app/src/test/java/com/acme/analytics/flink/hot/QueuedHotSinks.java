package com.acme.analytics.flink.hot;

import com.acme.analytics.flink.savepoint.Queues;
import org.apache.flink.util.function.SerializableFunction;

/**
 * The real sinks of the hot tier, into queues in place of tables: {@code <run>/<table>}, or {@code
 * <run>/<table> tried} when the tier is away. Rows are texts of their first columns.
 */
public final class QueuedHotSinks {
  private QueuedHotSinks() {}

  /** The sinks, whose tier is away for good or is not. */
  public static HotSinks of(String run, boolean away) {
    return new HotSinks(
        sink(
            run, away, new EventRows(), BatchPolicy.EVENTS, row -> row.string() + "/" + row.uuid()),
        sink(run, away, new WindowRows(), BatchPolicy.UPSERTS, QueuedHotSinks::window),
        sink(run, away, new SessionRows(), BatchPolicy.UPSERTS, QueuedHotSinks::session),
        sink(run, away, new FunnelRows(), BatchPolicy.UPSERTS, QueuedHotSinks::funnel),
        sink(
            run,
            away,
            new DirtyRangeRows(),
            BatchPolicy.UPSERTS,
            row -> "%s %s %d".formatted(row.string(), row.string(), row.int32())));
  }

  private static <T> ClickHouseSink<T> sink(
      String run,
      boolean away,
      TableRows<T> rows,
      BatchPolicy policy,
      SerializableFunction<RowReader, String> text) {
    String queue = run + "/" + rows.table() + (away ? " tried" : "");
    return new ClickHouseSink<>(rows, policy, () -> new QueuedTier(queue, away, text));
  }

  private static String window(RowReader row) {
    String customer = row.string();
    int seconds = row.int32();
    String series = row.string() + ":" + row.string();
    int start = row.int32();
    return "%s %d %s %d '%s' %d"
        .formatted(customer, seconds, series, start, row.string(), row.int64());
  }

  private static String session(RowReader row) {
    String user = row.string() + " " + row.string();
    row.int64();
    long start = row.int64();
    row.int64();
    return "%s %d %d".formatted(user, start, row.int64());
  }

  private static String funnel(RowReader row) {
    String funnel = row.string() + " " + row.uuid();
    int start = row.int32();
    row.string();
    // A step takes one byte, as a size below 128 does.
    return "%s %d %d %d".formatted(funnel, start, row.size(), row.int64());
  }

  private record QueuedTier(
      String queue, boolean away, SerializableFunction<RowReader, String> text) implements HotTier {
    @Override
    public void insert(EncodedRows rows) throws HotTierUnavailableException {
      for (int row = 0; row < rows.count(); row++) {
        Queues.add(queue, text.apply(new RowReader(rows.row(row))));
      }
      if (away) {
        throw new HotTierUnavailableException("away", null);
      }
    }

    @Override
    public void close() {}
  }
}
