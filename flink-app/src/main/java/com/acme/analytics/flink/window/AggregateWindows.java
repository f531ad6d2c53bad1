package com.acme.analytics.flink.window;

import com.acme.analytics.flink.batch.Cadence;
import com.acme.analytics.flink.batch.MicroBatchOperator;
import com.acme.analytics.flink.batch.TimeToLive;
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
 * Keeps the windows of a minute, five minutes and an hour. What has changed is given by what it
 * costs: the {@link #FIGURES} of minutes in each short interval; in each longer one those of the
 * other windows, and the minutes themselves, whose sketches take up to 32 kB; and all windows
 * before each checkpoint, or after some intervals without one, which is when they go to state too.
 * There is no end of a window: an event changes its windows whenever it comes, and they are kept
 * until they have not changed for the retention.
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

  /** Windows that have changed since the last checkpoint before they are handed on early. */
  private static final int MOST_CHANGED = 100_000;

  /** Hashes of users in these windows, 8 bytes each. */
  private static final int MOST_HASHES = 16_000_000;

  /** Intervals after which no checkpoint is waited for. */
  private static final int MOST_INTERVALS = 6;

  private static final WindowLength[] LENGTHS = WindowLength.values();

  private final Duration upsertInterval;
  private final Duration retention;
  private final int mostValues;
  private transient MapState<WindowSlot, Aggregate> windows;
  private transient MapState<String, Boolean> values;
  private transient ValueState<Integer> valueCount;
  private transient Map<SeriesHour, Changes> changed;
  private transient Pending minutes;
  private transient Pending longer;
  private transient int changedWindows;
  private transient int changedHashes;
  private transient long upsertAt;
  private transient long allAt;
  private transient Counter others;
  private transient Counter late;

  /**
   * @param figures when figures of minutes are given
   * @param upsertInterval how long a changed minute and the figures of longer windows wait at most,
   *     besides an interval of the figures
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
    StateTtlConfig untilUnchanged = TimeToLive.of(retention).build();
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
    minutes = new Pending();
    longer = new Pending();
    TaskInfo task = getRuntimeContext().getTaskInfo();
    // Not all subtasks at the same time.
    upsertAt =
        now()
            + upsertInterval.toMillis()
                * (task.getIndexOfThisSubtask() + 1)
                / task.getNumberOfParallelSubtasks();
    allAt = upsertAt + MOST_INTERVALS * upsertInterval.toMillis();
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
      int known = window.aggregate.users().size();
      window.aggregate.merge(contribution.aggregate());
      changedHashes += window.aggregate.users().size() - known;
      (length == WindowLength.MINUTE ? minutes : longer).add(window);
    }
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
    return slot.start() < now() - retention.minusHours(1).toMillis();
  }

  @Override
  protected void flush() throws Exception {
    long now = now();
    if (now >= allAt) {
      flushAll();
      return;
    }
    minutes.giveFigures();
    if (now >= upsertAt) {
      upsertAt = now + upsertInterval.toMillis();
      longer.giveFigures();
      minutes.giveWindows();
    }
  }

  @Override
  protected void flushAll() throws Exception {
    for (Pending pending : List.of(minutes, longer)) {
      pending.giveFigures();
      pending.giveWindows();
    }
    for (Map.Entry<SeriesHour, Changes> entry : changed.entrySet()) {
      setCurrentKey(entry.getKey());
      keep(entry.getValue());
    }
    changed.clear();
    changedWindows = 0;
    changedHashes = 0;
    allAt = now() + MOST_INTERVALS * upsertInterval.toMillis();
  }

  /** Of the current key. */
  private void keep(Changes changes) throws Exception {
    for (String value : changes.met) {
      values.put(value, true);
    }
    valueCount.update(changes.valueCount);
    for (OpenWindow window : changes.windows.values()) {
      windows.put(window.slot, window.aggregate);
    }
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  /** What is to be given of windows. */
  private final class Pending {
    private final List<OpenWindow> figures = new ArrayList<>();
    private final List<OpenWindow> wholes = new ArrayList<>();

    void add(OpenWindow window) {
      if (!window.figuresPending) {
        window.figuresPending = true;
        figures.add(window);
      }
      if (!window.wholePending) {
        window.wholePending = true;
        wholes.add(window);
      }
    }

    void giveFigures() {
      for (OpenWindow window : figures) {
        output.collect(FIGURES, new StreamRecord<>(WindowFigures.of(window.update())));
        window.figuresPending = false;
      }
      figures.clear();
    }

    void giveWindows() {
      for (OpenWindow window : wholes) {
        output.collect(new StreamRecord<>(window.update()));
        window.wholePending = false;
      }
      wholes.clear();
    }
  }

  /** A window that has changed since the last checkpoint. */
  private static final class OpenWindow {
    private final String customer;
    private final String dimension;
    private final WindowSlot slot;
    private final Aggregate aggregate;
    private boolean figuresPending;
    private boolean wholePending;

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

  /** Of one key since the last checkpoint. */
  private static final class Changes {
    private final Set<String> met = new HashSet<>();
    private final Map<WindowSlot, OpenWindow> windows = new HashMap<>();
    private int valueCount;

    Changes(int valueCount) {
      this.valueCount = valueCount;
    }
  }
}
