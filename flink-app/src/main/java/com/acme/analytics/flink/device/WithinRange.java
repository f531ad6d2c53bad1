package com.acme.analytics.flink.device;

import com.acme.analytics.flink.metrics.JobMetrics;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Drops, and counts, what is older than a tier keeps: its store would drop it again. */
public final class WithinRange extends ProcessFunction<DescribedEvent, DescribedEvent> {
  private static final long serialVersionUID = 1L;

  private final String tier;
  private final Duration retention;
  private transient Counter outside;

  /**
   * @param tier as the counter names it
   * @param retention from an event's time until the tier drops it
   */
  public WithinRange(String tier, Duration retention) {
    this.tier = tier;
    this.retention = retention;
  }

  @Override
  public void open(OpenContext context) {
    outside =
        JobMetrics.of(getRuntimeContext().getMetricGroup())
            .counter("acme_stream_outside_" + tier + "_range_events");
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
