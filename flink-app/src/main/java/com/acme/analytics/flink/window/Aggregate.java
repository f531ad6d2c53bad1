package com.acme.analytics.flink.window;

import com.acme.analytics.flink.event.AnalyticsEvent;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What happened in one window: events, users, and each declared measure. Events are added and
 * aggregates merged in any order with the same result.
 */
@TypeInfo(AggregateType.Factory.class)
public final class Aggregate {
  private long count;
  private boolean late;
  private final DistinctUsers users;
  private final Map<String, MeasureAggregate> measures;

  public Aggregate() {
    this(0, false, new DistinctUsers(), new TreeMap<>());
  }

  /** From what its methods have given. */
  Aggregate(long count, boolean late, DistinctUsers users, Map<String, MeasureAggregate> measures) {
    this.count = count;
    this.late = late;
    this.users = users;
    this.measures = measures;
  }

  /** Adds an event. */
  public void add(AnalyticsEvent event) {
    count++;
    users.add(event.userHash());
    if (!event.measures().isEmpty()) {
      event.measures().forEach((measure, value) -> measure(measure).add(value));
    }
  }

  /** Adds all events of the other, which stays as it is. */
  public void merge(Aggregate other) {
    count += other.count;
    users.merge(other.users);
    for (Map.Entry<String, MeasureAggregate> measure : other.measures.entrySet()) {
      if (measure.getValue().count() > 0) {
        measure(measure.getKey()).merge(measure.getValue());
      }
    }
  }

  /** Takes back all events, and keeps the room for as many: measures too, which then count none. */
  void clear() {
    count = 0;
    users.clear();
    for (MeasureAggregate measure : measures.values()) {
      measure.clear();
    }
  }

  /** How many events. It only grows, so it is the version of a window's row too. */
  public long count() {
    return count;
  }

  /**
   * Whether the window began when an earlier one of the same time may have been forgotten, so that
   * events may be missing here.
   */
  public boolean late() {
    return late;
  }

  void markLate() {
    late = true;
  }

  public DistinctUsers users() {
    return users;
  }

  /** By name, in the order of the names. */
  public Map<String, MeasureAggregate> measures() {
    return measures;
  }

  private MeasureAggregate measure(String name) {
    return measures.computeIfAbsent(name, any -> new MeasureAggregate());
  }
}
