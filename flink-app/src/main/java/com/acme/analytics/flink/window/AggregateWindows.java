package com.acme.analytics.flink.window;

import com.acme.analytics.flink.batch.Cadence;
import com.acme.analytics.flink.batch.MicroBatchOperator;
import com.acme.analytics.flink.metrics.JobMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Keeps the windows of a minute, five minutes and an hour, and gives those that have changed each
 * interval. There is no end of a window: an event changes its windows whenever it comes, and they
 * are kept until they have not changed for the retention.
 *
 * <p>An hour holds at most a number of values of a dimension; whatever comes after them counts as
 * {@link #OTHER}.
 */
public final class AggregateWindows extends MicroBatchOperator<Contribution, WindowUpdate> {
  private static final long serialVersionUID = 1L;

  /** The value that stands for all that found no place of their own. */
  public static final String OTHER = "(other)";

  /** Windows gathered before they are handed on early. */
  private static final int MOST_CHANGED = 20_000;

  private static final WindowLength[] LENGTHS = WindowLength.values();

  private final Duration retention;
  private final int mostValues;
  private transient MapState<WindowSlot, Aggregate> windows;
  private transient MapState<String, Boolean> values;
  private transient ValueState<Integer> valueCount;
  private transient Map<SeriesHour, Changes> changed;
  private transient int changedWindows;
  private transient Counter others;
  private transient Counter late;

  /**
   * @param retention how long a window is kept after its last change
   * @param mostValues of one dimension in one hour
   */
  public AggregateWindows(Cadence cadence, Duration retention, int mostValues) {
    super(cadence);
    this.retention = retention;
    this.mostValues = mostValues;
  }

  @Override
  public void open() throws Exception {
    StateTtlConfig untilUnchanged = StateTtlConfig.newBuilder(retention).build();
    MapStateDescriptor<WindowSlot, Aggregate> kept =
        new MapStateDescriptor<>(
            "windows", TypeInformation.of(WindowSlot.class), TypeInformation.of(Aggregate.class));
    kept.enableTimeToLive(untilUnchanged);
    MapStateDescriptor<String, Boolean> known =
        new MapStateDescriptor<>("values", Types.STRING, Types.BOOLEAN);
    known.enableTimeToLive(untilUnchanged);
    ValueStateDescriptor<Integer> count = new ValueStateDescriptor<>("value-count", Types.INT);
    count.enableTimeToLive(untilUnchanged);
    windows = getRuntimeContext().getMapState(kept);
    values = getRuntimeContext().getMapState(known);
    valueCount = getRuntimeContext().getState(count);
    changed = new HashMap<>();
    MetricGroup metrics = JobMetrics.of(getMetricGroup());
    others = metrics.counter("acme_stream_windows_other_values_total");
    late = metrics.counter("acme_stream_windows_late_total");
    super.open();
  }

  @Override
  public void processElement(StreamRecord<Contribution> element) throws Exception {
    Contribution contribution = element.getValue();
    Changes changes = changes(contribution.seriesHour());
    String value = admitted(contribution.value(), changes);
    for (WindowLength length : LENGTHS) {
      WindowSlot slot =
          new WindowSlot(value, length.seconds(), length.startOf(contribution.minute()));
      window(slot, changes).merge(contribution.aggregate());
    }
    if (changedWindows >= MOST_CHANGED) {
      flushEarly();
    }
  }

  /** The current key's changes; the key is that of the record being processed. */
  private Changes changes(SeriesHour key) throws Exception {
    Changes changes = changed.get(key);
    if (changes == null) {
      Integer known = valueCount.value();
      changes = new Changes(known == null ? 0 : known);
      changed.put(key, changes);
    }
    return changes;
  }

  private String admitted(String value, Changes changes) throws Exception {
    if (changes.met.contains(value)) {
      return value;
    }
    if (!values.contains(value)) {
      if (changes.valueCount >= mostValues) {
        others.inc();
        return OTHER;
      }
      changes.valueCount++;
    }
    changes.met.add(value);
    return value;
  }

  private Aggregate window(WindowSlot slot, Changes changes) throws Exception {
    Aggregate window = changes.windows.get(slot);
    if (window == null) {
      window = windows.get(slot);
      if (window == null) {
        window = new Aggregate();
        if (mayHaveBeenForgotten(slot)) {
          window.markLate();
          late.inc();
        }
      }
      changes.windows.put(slot, window);
      changedWindows++;
    }
    return window;
  }

  /**
   * Whether an earlier window of the same time can have passed its retention: its last change came
   * no earlier than a clock's skew before its start.
   */
  private boolean mayHaveBeenForgotten(WindowSlot slot) {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    return slot.start() < now - retention.minusHours(1).toMillis();
  }

  @Override
  protected void flush() throws Exception {
    for (Map.Entry<SeriesHour, Changes> entry : changed.entrySet()) {
      setCurrentKey(entry.getKey());
      flush(entry.getKey(), entry.getValue());
    }
    changed.clear();
    changedWindows = 0;
  }

  private void flush(SeriesHour key, Changes changes) throws Exception {
    for (String value : changes.met) {
      values.put(value, true);
    }
    valueCount.update(changes.valueCount);
    for (Map.Entry<WindowSlot, Aggregate> entry : changes.windows.entrySet()) {
      WindowSlot slot = entry.getKey();
      windows.put(slot, entry.getValue());
      output.collect(
          new StreamRecord<>(
              new WindowUpdate(
                  key.customer(),
                  key.dimension(),
                  slot.value(),
                  slot.seconds(),
                  slot.start(),
                  entry.getValue())));
    }
  }

  /** Of one key since the last flush. */
  private static final class Changes {
    private final Set<String> met = new HashSet<>();
    private final Map<WindowSlot, Aggregate> windows = new HashMap<>();
    private int valueCount;

    Changes(int valueCount) {
      this.valueCount = valueCount;
    }
  }
}
