package com.acme.analytics.flink.window;

import com.acme.analytics.flink.batch.Cadence;
import com.acme.analytics.flink.batch.MicroBatchOperator;
import com.acme.analytics.flink.batch.TimeToLive;
import com.acme.analytics.flink.metrics.JobMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Keeps the windows of a minute, five minutes and an hour. What has changed is given by what it
 * costs: the {@link #FIGURES} of minutes in each short interval; those of the other windows once in
 * each longer one; and the windows themselves, whose sketches take up to 32 kB, once in as many of
 * these as {@link WindowLength#upsertIntervals} says. Each window has its own moment in that time,
 * so that whatever comes behind is as busy in each second as in any other.
 *
 * <p>There is no end of a window: an event changes its windows whenever it comes, and they are kept
 * until they have not changed for the retention.
 *
 * <p>A checkpoint gives nothing: what has changed goes to state then, and what is owed, which is
 * what has yet to be given, is marked there. A job that goes on from it gives that.
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

  /** Windows on the heap before all of them are handed on early. */
  private static final int MOST_OPEN = 100_000;

  /** Hashes of users in these windows, 8 bytes each. */
  private static final int MOST_HASHES = 16_000_000;

  private static final WindowLength[] LENGTHS = WindowLength.values();
  private static final String OWED = "owed";

  private final long tickMillis;
  private final int upsertTicks;
  private final Duration retention;
  private final int mostValues;
  private transient MapState<WindowSlot, Aggregate> windows;
  private transient MapState<String, Boolean> values;
  private transient ValueState<Integer> valueCount;
  private transient ListState<WindowSlot> owed;
  private transient Map<SeriesHour, OpenSeries> openSeries;
  private transient Turns<OpenWindow> figures;
  private transient Turns<OpenWindow> wholes;
  private transient int openWindows;
  private transient int openHashes;
  private transient Counter others;
  private transient Counter late;

  /**
   * @param figures when figures of minutes are given, and whatever else has its turn then
   * @param upsertInterval how long a changed minute and the figures of longer windows wait at most,
   *     in whole intervals of the figures
   * @param retention how long a window is kept after its last change
   * @param mostValues of one dimension in one hour
   */
  public AggregateWindows(
      Cadence figures, Duration upsertInterval, Duration retention, int mostValues) {
    super(figures);
    this.tickMillis = figures.interval().toMillis();
    this.upsertTicks = Math.toIntExact(Math.max(1, upsertInterval.toMillis() / tickMillis));
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
    owed =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>(OWED, TypeInformation.of(WindowSlot.class)));
    openSeries = new HashMap<>();
    figures = new Turns<>(tickMillis, now());
    wholes = new Turns<>(tickMillis, now());
    MetricGroup metrics = JobMetrics.of(getMetricGroup());
    others = metrics.counter("acme_stream_windows_other_values_total");
    late = metrics.counter("acme_stream_windows_late_total");
    takeUpOwed();
    super.open();
  }

  /** Lets what a checkpoint has marked have its turn again. */
  private void takeUpOwed() throws Exception {
    List<SeriesHour> keys;
    try (Stream<SeriesHour> owing =
        this.<SeriesHour>getKeyedStateBackend().getKeys(OWED, VoidNamespace.INSTANCE)) {
      keys = owing.toList();
    }
    for (SeriesHour key : keys) {
      setCurrentKey(key);
      OpenSeries series = series(key);
      for (WindowSlot slot : owed.get()) {
        series.owed++;
        Aggregate aggregate = windows.get(slot);
        // It may have passed its retention while the job was away.
        if (aggregate != null) {
          awaitTurn(hold(new OpenWindow(key, slot, aggregate), series));
        }
      }
    }
  }

  @Override
  public void processElement(StreamRecord<Contribution> element) throws Exception {
    Contribution contribution = element.getValue();
    SeriesHour key = contribution.seriesHour();
    OpenSeries series = series(key);
    String value = admitted(contribution.value(), series);
    for (WindowLength length : LENGTHS) {
      WindowSlot slot =
          new WindowSlot(value, length.seconds(), length.startOf(contribution.minute()));
      OpenWindow window = window(slot, key, series);
      int known = window.hashes();
      window.merge(contribution.aggregate());
      openHashes += window.hashes() - known;
      awaitTurn(window);
    }
    if (openWindows >= MOST_OPEN || openHashes >= MOST_HASHES) {
      flushEarly();
    }
  }

  /** The current key's; the key is that of the record being processed. */
  private OpenSeries series(SeriesHour key) throws Exception {
    OpenSeries series = openSeries.get(key);
    if (series == null) {
      Integer known = valueCount.value();
      series = new OpenSeries(known == null ? 0 : known);
      openSeries.put(key, series);
    }
    return series;
  }

  private String admitted(String value, OpenSeries series) throws Exception {
    if (series.met.contains(value)) {
      return value;
    }
    if (!values.contains(value)) {
      if (series.valueCount >= mostValues) {
        others.inc();
        return OTHER;
      }
      series.valueCount++;
    }
    series.met.add(value);
    return value;
  }

  private OpenWindow window(WindowSlot slot, SeriesHour key, OpenSeries series) throws Exception {
    OpenWindow known = series.windows.get(slot);
    if (known != null) {
      return known;
    }
    Aggregate aggregate = windows.get(slot);
    if (aggregate == null) {
      aggregate = new Aggregate();
      if (mayHaveBeenForgotten(slot)) {
        aggregate.markLate();
        late.inc();
      }
    }
    return hold(new OpenWindow(key, slot, aggregate), series);
  }

  private OpenWindow hold(OpenWindow window, OpenSeries series) {
    series.windows.put(window.slot(), window);
    openWindows++;
    openHashes += window.hashes();
    return window;
  }

  /**
   * Whether an earlier window of the same time can have passed its retention: its last change came
   * no earlier than a clock's skew before its start.
   */
  private boolean mayHaveBeenForgotten(WindowSlot slot) {
    return slot.start() < now() - retention.minusHours(1).toMillis();
  }

  private void awaitTurn(OpenWindow window) {
    WindowLength length = window.length();
    if (!window.figuresPending) {
      window.figuresPending = true;
      figures.add(window, window.moment(), length == WindowLength.MINUTE ? 1 : upsertTicks);
    }
    if (!window.wholePending) {
      window.wholePending = true;
      wholes.add(window, window.moment(), upsertTicks * length.upsertIntervals());
    }
  }

  @Override
  protected void flush() {
    long now = now();
    figures.take(now).forEach(this::giveFigures);
    wholes.take(now).forEach(this::giveWhole);
  }

  @Override
  protected void flushAll() throws Exception {
    figures.takeAll().forEach(this::giveFigures);
    wholes.takeAll().forEach(this::giveWhole);
    keep();
  }

  @Override
  protected void beforeCheckpoint() throws Exception {
    keep();
  }

  private void giveFigures(OpenWindow window) {
    output.collect(FIGURES, new StreamRecord<>(WindowFigures.of(window.update())));
    window.figuresPending = false;
  }

  private void giveWhole(OpenWindow window) {
    output.collect(new StreamRecord<>(window.update()));
    window.wholePending = false;
  }

  /** Brings state up to date, and forgets what is not owed: state has it. */
  private void keep() throws Exception {
    Iterator<Map.Entry<SeriesHour, OpenSeries>> each = openSeries.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<SeriesHour, OpenSeries> entry = each.next();
      setCurrentKey(entry.getKey());
      keep(entry.getValue());
      if (entry.getValue().windows.isEmpty()) {
        each.remove();
      }
    }
  }

  /** Of the current key. */
  private void keep(OpenSeries series) throws Exception {
    for (String value : series.met) {
      values.put(value, true);
    }
    series.met.clear();
    boolean changed = false;
    List<WindowSlot> pending = new ArrayList<>();
    Iterator<OpenWindow> each = series.windows.values().iterator();
    while (each.hasNext()) {
      OpenWindow window = each.next();
      if (window.changed()) {
        changed = true;
        windows.put(window.slot(), window.aggregate());
      }
      window.kept();
      // Its figures are never due later than it is itself.
      if (window.wholePending) {
        pending.add(window.slot());
      } else {
        each.remove();
        openWindows--;
        openHashes -= window.hashes();
      }
    }
    if (changed) {
      valueCount.update(series.valueCount);
    }
    // Without a change they are some of those that are marked, so as many are the same.
    if (pending.size() != series.owed || (changed && !pending.isEmpty())) {
      owed.update(pending);
      series.owed = pending.size();
    }
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  /** Of one key, what has changed since the last checkpoint or is owed. */
  private static final class OpenSeries {
    private final Set<String> met = new HashSet<>();
    private final Map<WindowSlot, OpenWindow> windows = new HashMap<>();
    private int valueCount;

    /** How many windows are marked in state. */
    private int owed;

    OpenSeries(int valueCount) {
      this.valueCount = valueCount;
    }
  }
}
