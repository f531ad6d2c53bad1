package com.acme.analytics.flink.window;

import java.util.HashMap;
import java.util.Map;

/**
 * A window as it is now, for rules and dashboards: a few numbers in place of its sketches.
 *
 * @param seconds length of the window
 * @param start milliseconds since 1970
 * @param count events; it only grows, so it is the version too
 * @param users distinct ones, as estimated
 * @param measures by name
 */
public record WindowFigures(
    String customer,
    String dimension,
    String value,
    int seconds,
    long start,
    long count,
    double users,
    Map<String, MeasureFigures> measures) {

  /** Those of a window, which may change afterwards. */
  static WindowFigures of(WindowUpdate window) {
    Aggregate aggregate = window.aggregate();
    return new WindowFigures(
        window.customer(),
        window.dimension(),
        window.value(),
        window.seconds(),
        window.start(),
        aggregate.count(),
        aggregate.users().estimate(),
        measures(aggregate));
  }

  private static Map<String, MeasureFigures> measures(Aggregate aggregate) {
    if (aggregate.measures().isEmpty()) {
      return Map.of();
    }
    Map<String, MeasureFigures> measures = new HashMap<>();
    aggregate
        .measures()
        .forEach((name, of) -> measures.put(name, new MeasureFigures(of.count(), of.sum())));
    return measures;
  }
}
