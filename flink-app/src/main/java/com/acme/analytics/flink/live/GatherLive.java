package com.acme.analytics.flink.live;

import com.acme.analytics.flink.batch.Cadence;
import com.acme.analytics.flink.batch.MicroBatchOperator;
import com.acme.analytics.flink.metrics.JobMetrics;
import com.acme.analytics.flink.window.WindowFigures;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Makes one record per customer and interval of the windows that have changed in it. A window is
 * there once and as it is now, so whoever keeps the newest of each has what the windows have.
 */
public final class GatherLive extends MicroBatchOperator<WindowFigures, LiveRecord> {
  private static final long serialVersionUID = 1L;

  /** Windows gathered before they are handed on early: some hundred bytes each. */
  private static final int MOST_CHANGED = 50_000;

  private transient LiveJson json;
  private transient Map<String, Map<Slot, WindowFigures>> changed;
  private transient int changedWindows;
  private transient Counter truncated;
  private transient Counter leftOut;

  public GatherLive(Cadence cadence) {
    super(cadence);
  }

  @Override
  public void open() throws Exception {
    json = new LiveJson();
    changed = new HashMap<>();
    truncated = JobMetrics.of(getMetricGroup()).counter("acme_stream_live_truncated_records_total");
    leftOut = JobMetrics.of(getMetricGroup()).counter("acme_stream_live_left_out_windows_total");
    super.open();
  }

  @Override
  public void processElement(StreamRecord<WindowFigures> element) throws Exception {
    WindowFigures window = element.getValue();
    Slot slot = new Slot(window.dimension(), window.value(), window.start());
    Map<Slot, WindowFigures> windows =
        changed.computeIfAbsent(window.customer(), any -> new HashMap<>());
    WindowFigures known = windows.get(slot);
    if (known == null) {
      changedWindows++;
    }
    if (known == null || known.count() <= window.count()) {
      windows.put(slot, window);
    }
    if (changedWindows >= MOST_CHANGED) {
      flushEarly();
    }
  }

  @Override
  protected void flush() {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    changed.forEach(
        (customer, windows) -> {
          LiveMessage message = json.write(customer, now, windows.values());
          if (message.leftOut() > 0) {
            truncated.inc();
            leftOut.inc(message.leftOut());
          }
          output.collect(new StreamRecord<>(new LiveRecord(customer, message.json())));
        });
    changed.clear();
    changedWindows = 0;
  }

  private record Slot(String dimension, String value, long start) {}
}
