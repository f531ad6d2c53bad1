package com.acme.analytics.flink.dirty;

import com.acme.analytics.flink.metrics.JobMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Tells of dirty ranges, of each once in a while: an old hour that comes again touches thousands of
 * windows. What was told is in no checkpoint: after a failure it is told again.
 */
public final class TellDirtyRanges<T> extends ProcessFunction<T, DirtyRange> {
  private static final long serialVersionUID = 1L;

  /** Much less than the minute for which a range stays dirty after its mark, whatever happens. */
  private static final long SILENCE_MILLIS = Duration.ofSeconds(10).toMillis();

  private static final int MOST_REMEMBERED = 10_000;

  private final SerializableFunction<T, DirtyRange> range;
  private transient Map<DirtyRange, Long> told;
  private transient Counter ranges;

  /**
   * @param range of an update, null when it is right
   */
  public TellDirtyRanges(SerializableFunction<T, DirtyRange> range) {
    this.range = range;
  }

  @Override
  public void open(OpenContext context) {
    told = new HashMap<>();
    ranges =
        JobMetrics.of(getRuntimeContext().getMetricGroup())
            .counter("acme_stream_dirty_ranges_total");
  }

  @Override
  public void processElement(T update, Context context, Collector<DirtyRange> out) {
    DirtyRange dirty = range.apply(update);
    if (dirty == null) {
      return;
    }
    long now = context.timerService().currentProcessingTime();
    Long before = told.get(dirty);
    if (before != null && now - before < SILENCE_MILLIS) {
      return;
    }
    if (told.size() >= MOST_REMEMBERED) {
      told.clear();
    }
    told.put(dirty, now);
    ranges.inc();
    out.collect(dirty);
  }
}
