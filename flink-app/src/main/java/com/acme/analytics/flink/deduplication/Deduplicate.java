package com.acme.analytics.flink.deduplication;

import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.batch.TimeToLive;
import com.acme.analytics.flink.metrics.JobMetrics;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes the first event of each id and drops its repeats, exactly, within the horizon: an id is
 * remembered until this operator, by its own clock, has not met it for that long. Event times play
 * no part, so a replay of last year is de-duplicated as today's traffic is. Ids are kept by
 * customer and user: the same id of another customer or user is another event.
 *
 * <p>An id costs 16 bytes, 8 of its time, 2 of flags, and the user's key again in RocksDB, which
 * writes keys next to each other shortened by what they share.
 */
public final class Deduplicate extends KeyedProcessFunction<String, AcceptedEvent, AcceptedEvent> {
  private static final long serialVersionUID = 1L;

  private final Duration horizon;
  private transient MapState<Tuple2<Long, Long>, Boolean> seen;
  private transient Counter duplicates;

  public Deduplicate(Duration horizon) {
    this.horizon = horizon;
  }

  @Override
  public void open(OpenContext context) {
    // A tuple of longs is written as 16 bytes; a UUID would go through Kryo.
    TypeInformation<Tuple2<Long, Long>> id = Types.TUPLE(Types.LONG, Types.LONG);
    MapStateDescriptor<Tuple2<Long, Long>, Boolean> ids =
        new MapStateDescriptor<>("seen", id, Types.BOOLEAN);
    ids.enableTimeToLive(TimeToLive.of(horizon).updateTtlOnReadAndWrite().build());
    seen = getRuntimeContext().getMapState(ids);
    duplicates =
        JobMetrics.of(getRuntimeContext().getMetricGroup())
            .counter("acme_stream_events_duplicate_total");
  }

  @Override
  public void processElement(AcceptedEvent event, Context context, Collector<AcceptedEvent> out)
      throws Exception {
    Tuple2<Long, Long> id = Tuple2.of(event.eventIdHigh(), event.eventIdLow());
    if (seen.contains(id)) {
      duplicates.inc();
    } else {
      seen.put(id, true);
      out.collect(event);
    }
  }
}
