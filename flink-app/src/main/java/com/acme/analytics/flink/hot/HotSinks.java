package com.acme.analytics.flink.hot;

import com.acme.analytics.flink.config.ClickHouseConfig;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.dirty.DirtyRange;
import com.acme.analytics.flink.funnel.FunnelRow;
import com.acme.analytics.flink.session.SessionUpdate;
import com.acme.analytics.flink.window.WindowRow;
import org.apache.flink.api.connector.sink2.Sink;

/** The tables of the hot tier, each with a sink of its own. */
public record HotSinks(
    Sink<DescribedEvent> events,
    Sink<WindowRow> windows,
    Sink<SessionUpdate> sessions,
    Sink<FunnelRow> funnels,
    Sink<DirtyRange> dirtyRanges) {
  /** The tables in ClickHouse. */
  public static HotSinks of(ClickHouseConfig config) {
    return new HotSinks(
        new ClickHouseSink<>(config, new EventRows(), BatchPolicy.EVENTS),
        new ClickHouseSink<>(config, new WindowRows(), BatchPolicy.UPSERTS),
        new ClickHouseSink<>(config, new SessionRows(), BatchPolicy.UPSERTS),
        new ClickHouseSink<>(config, new FunnelRows(), BatchPolicy.UPSERTS),
        new ClickHouseSink<>(config, new DirtyRangeRows(), BatchPolicy.UPSERTS));
  }
}
