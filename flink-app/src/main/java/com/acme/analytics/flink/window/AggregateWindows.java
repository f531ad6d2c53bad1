package com.acme.analytics.flink.window;

import com.acme.analytics.flink.batch.Cadence;
import com.acme.analytics.flink.batch.MicroBatchOperator;
import com.acme.analytics.flink.metrics.JobMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.TaskInfo;
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
import org.apache.flink.util.OutputTag;

/**
 * Keeps the windows of a minute, five minutes and an hour. It gives the {@link #FIGURES} of those
 * that have changed in each short interval, and the windows themselves, whose sketches take up to
 * 32 kB, in each longer one. There is no end of a window: an event changes its windows whenever it
 * comes, and they are kept until they have not changed for the retention.
 *
 * <p>An hour holds at most a number of values of a dimension; whatever comes after them counts as
 * {@link #OTHER}.
 */
public final class AggregateWindows extends MicroBatchOperator<Contribution, WindowUpdate> {
  private static final long serialVersionUID = 1L;

  /** The value that stands for all that found no place of their own. */
  public static final String OTHER = "(other)";

  /** A few numbers of each window that has changed, in place of its sketches. */
  public static final OutputTag<WindowFigures> FIGURES =
      new OutputTag<>("figures", TypeInformation.of(WindowFigures.class));

  /** Windows gathered before they are handed on early. */
  private static final int MOST_CHANGED = 50_000;

  /** Hashes of users in these windows, 8 bytes each. */
  private static final int MOST_HASHES = 8_000_000;

  private static final WindowLength[] LENGTHS = WindowLength.values();

  private final Duration upsertInterval;
  private final Duration retention;
  private final int mostValues;
  private transient MapState<WindowSlot, Aggregate> windows;
  private transient MapState<String, Boolean> values;
  private transient ValueState<Integer> valueCount;
  private transient Map<SeriesHour, Changes> changed;
  private transient List<OpenWindow> touched;
  private transient int changedWindows;
  private transient int changedHashes;
  private transient long upsertAt;
  private transient Counter others;
  private transient Counter late;

  /**
   * @param figures when figures are given
   * @param upsertInterval how long a changed window waits at most, besides an interval of the
   *     figures
   * @param retention how long a window is kept after its last change
   * @param mostValues of one dimension in one hour
   */
  public AggregateWindows(
      Cadence figures, Duration upsertInterval, Duration retention, int mostValues) {
    super(figures);
    this.upsertInterval = upsertInterval;
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
    touched = new ArrayList<>();
    TaskInfo task = getRuntimeContext().getTaskInfo();
    // Not all subtasks at the same time.
    upsertAt =
        getProcessingTimeService().getCurrentProcessingTime()
            + upsertInterval.toMillis()
                * (task.getIndexOfThisSubtask() + 1)
                / task.getNumberOfParallelSubtasks();
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
      OpenWindow window = window(slot, contribution, changes);
      window.aggregate.merge(contribution.aggregate());
      if (!window.touched) {
        window.touched = true;
        touched.add(window);
      }
    }
    // At most: some of these users may be among the window's already.
    changedHashes += LENGTHS.length * contribution.aggregate().users().size();
    if (changedWindows >= MOST_CHANGED || changedHashes >= MOST_HASHES) {
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

  private OpenWindow window(WindowSlot slot, Contribution of, Changes changes) throws Exception {
    OpenWindow open = changes.windows.get(slot);
    if (open == null) {
      Aggregate window = windows.get(slot);
      if (window == null) {
        window = new Aggregate();
        if (mayHaveBeenForgotten(slot)) {
          window.markLate();
          late.inc();
        }
      }
      open = new OpenWindow(of.customer(), of.dimension(), slot, window);
      changes.windows.put(slot, open);
      changedWindows++;
      changedHashes += window.users().size();
    }
    return open;
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
    giveFigures();
    long now = getProcessingTimeService().getCurrentProcessingTime();
    if (now >= upsertAt) {
      upsertAt = now + upsertInterval.toMillis();
      giveWindows();
    }
  }

  @Override
  protected void flushAll() throws Exception {
    giveFigures();
    giveWindows();
  }

  private void giveFigures() {
    for (OpenWindow window : touched) {
      output.collect(FIGURES, new StreamRecord<>(WindowFigures.of(window.update())));
      window.touched = false;
    }
    touched.clear();
  }

  private void giveWindows() throws Exception {
    for (Map.Entry<SeriesHour, Changes> entry : changed.entrySet()) {
      setCurrentKey(entry.getKey());
      giveWindows(entry.getValue());
    }
    changed.clear();
    changedWindows = 0;
    changedHashes = 0;
  }

  /** Of the current key. */
  private void giveWindows(Changes changes) throws Exception {
    for (String value : changes.met) {
      values.put(value, true);
    }
    valueCount.update(changes.valueCount);
    for (OpenWindow window : changes.windows.values()) {
      windows.put(window.slot, window.aggregate);
      output.collect(new StreamRecord<>(window.update()));
    }
  }

  /** A window that has changed since it was given last. */
  private static final class OpenWindow {
    private final String customer;
    private final String dimension;
    private final WindowSlot slot;
    private final Aggregate aggregate;
    private boolean touched;

    OpenWindow(String customer, String dimension, WindowSlot slot, Aggregate aggregate) {
      this.customer = customer;
      this.dimension = dimension;
      this.slot = slot;
      this.aggregate = aggregate;
    }

    WindowUpdate update() {
      return new WindowUpdate(
          customer, dimension, slot.value(), slot.seconds(), slot.start(), aggregate);
    }
  }

  /** Of one key since windows were given last. */
  private static final class Changes {
    private final Set<String> met = new HashSet<>();
    private final Map<WindowSlot, OpenWindow> windows = new HashMap<>();
    private int valueCount;

    Changes(int valueCount) {
      this.valueCount = valueCount;
    }
  }
}
