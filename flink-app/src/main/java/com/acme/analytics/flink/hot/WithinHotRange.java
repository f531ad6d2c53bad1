package com.acme.analytics.flink.hot;

import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.metrics.JobMetrics;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Drops, and counts, what is older than the hot tier keeps: ClickHouse would delete it again. */
public final class WithinHotRange extends ProcessFunction<DescribedEvent, DescribedEvent> {
  private static final long serialVersionUID = 1L;

  private final Duration retention;
  private transient Counter outside;

  public WithinHotRange(Duration retention) {
    this.retention = retention;
  }

  @Override
  public void open(OpenContext context) {
    outside =
        JobMetrics.of(getRuntimeContext().getMetricGroup())
            .counter("acme_stream_outside_hot_range_events");
  }

  @Override
  public void processElement(DescribedEvent event, Context context, Collector<DescribedEvent> out) {
    long now = context.timerService().currentProcessingTime();
    if (event.accepted().timestampMillis() < now - retention.toMillis()) {
      outside.inc();
    } else {
      out.collect(event);
    }
  }
}
