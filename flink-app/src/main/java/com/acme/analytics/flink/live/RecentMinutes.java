package com.acme.analytics.flink.live;

import com.acme.analytics.flink.metrics.JobMetrics;
import com.acme.analytics.flink.window.WindowFigures;
import com.acme.analytics.flink.window.WindowLength;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes the minutes that a dashboard shows as live. Those of a replay or a late event are counted
 * and go no further: a query finds them.
 */
public final class RecentMinutes extends ProcessFunction<WindowFigures, WindowFigures> {
  private static final long serialVersionUID = 1L;

  private final Duration range;
  private transient Counter past;

  /**
   * @param range from the start of a minute to the moment when it is not live any more
   */
  public RecentMinutes(Duration range) {
    this.range = range;
  }

  @Override
  public void open(OpenContext context) {
    past =
        JobMetrics.of(getRuntimeContext().getMetricGroup())
            .counter("acme_stream_live_past_windows_total");
  }

  @Override
  public void processElement(WindowFigures window, Context context, Collector<WindowFigures> out) {
    if (window.seconds() != WindowLength.MINUTE.seconds()) {
      return;
    }
    if (window.start() < context.timerService().currentProcessingTime() - range.toMillis()) {
      past.inc();
    } else {
      out.collect(window);
    }
  }
}
