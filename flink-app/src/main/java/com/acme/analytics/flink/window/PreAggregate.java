package com.acme.analytics.flink.window;

import com.acme.analytics.flink.batch.Cadence;
import com.acme.analytics.flink.batch.MicroBatchOperator;
import com.acme.analytics.flink.event.AnalyticsEvent;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up, before the shuffle, what this subtask sees. However large one customer or one value is,
 * it then sends one contribution per interval and subtask, not one per event: nobody's traffic can
 * overload the subtask that owns its window.
 *
 * <p>What was seen in one interval is likely to be seen in the next, so aggregates are emptied and
 * used again once they are handed on: whatever takes a contribution has to copy it, as a shuffle
 * does.
 */
public final class PreAggregate extends MicroBatchOperator<AnalyticsEvent, Contribution> {
  private static final long serialVersionUID = 1L;

  /** Aggregates gathered before they are handed on early: some hundred bytes each. */
  private static final int MOST_AGGREGATES = 50_000;

  private static final WindowDimension[] DIMENSIONS = WindowDimension.values();

  private transient Map<CustomerMinute, Minute> minutes;
  private transient int aggregates;

  public PreAggregate(Cadence cadence) {
    super(cadence);
  }

  @Override
  public void open() throws Exception {
    super.open();
    minutes = new HashMap<>();
  }

  @Override
  public void processElement(StreamRecord<AnalyticsEvent> element) throws Exception {
    AnalyticsEvent event = element.getValue();
    Minute minute =
        minutes.computeIfAbsent(
            new CustomerMinute(
                event.customer(), WindowLength.MINUTE.startOf(event.timestampMillis())),
            any -> new Minute());
    for (WindowDimension dimension : DIMENSIONS) {
      add(minute.fixed.get(dimension), dimension.of(event), event);
    }
    if (!event.dimensions().isEmpty()) {
      event
          .dimensions()
          .forEach(
              (name, value) ->
                  add(minute.declared.computeIfAbsent(name, any -> new HashMap<>()), value, event));
    }
    if (aggregates >= MOST_AGGREGATES) {
      flushEarly();
    }
  }

  @Override
  protected void flush() {
    minutes
        .entrySet()
        .removeIf(
            entry -> {
              handOn(entry.getKey(), entry.getValue());
              return entry.getValue().isEmpty();
            });
    if (aggregates > MOST_AGGREGATES / 2) {
      minutes.clear();
      aggregates = 0;
    }
  }

  private void handOn(CustomerMinute of, Minute minute) {
    for (WindowDimension dimension : DIMENSIONS) {
      handOn(of, dimension.columnName(), minute.fixed.get(dimension));
    }
    minute.declared.forEach((dimension, values) -> handOn(of, dimension, values));
  }

  private void handOn(CustomerMinute of, String dimension, Map<String, Aggregate> values) {
    Iterator<Map.Entry<String, Aggregate>> each = values.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, Aggregate> value = each.next();
      Aggregate aggregate = value.getValue();
      if (aggregate.count() == 0) {
        each.remove();
        aggregates--;
      } else {
        output.collect(
            new StreamRecord<>(
                new Contribution(of.customer, dimension, value.getKey(), of.start, aggregate)));
        aggregate.clear();
      }
    }
  }

  private void add(Map<String, Aggregate> values, String value, AnalyticsEvent event) {
    Aggregate aggregate = values.get(value);
    if (aggregate == null) {
      aggregate = new Aggregate();
      values.put(value, aggregate);
      aggregates++;
    }
    aggregate.add(event);
  }

  private record CustomerMinute(String customer, long start) {}

  /** Aggregates by value, of each dimension. */
  private static final class Minute {
    private final Map<WindowDimension, Map<String, Aggregate>> fixed =
        new EnumMap<>(WindowDimension.class);
    private final Map<String, Map<String, Aggregate>> declared = new HashMap<>();

    Minute() {
      for (WindowDimension dimension : DIMENSIONS) {
        fixed.put(dimension, new HashMap<>(4));
      }
    }

    /** The total has something whenever any value has. */
    boolean isEmpty() {
      return fixed.get(WindowDimension.TOTAL).isEmpty();
    }
  }
}
