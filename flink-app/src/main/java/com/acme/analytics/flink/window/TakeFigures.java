package com.acme.analytics.flink.window;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.MapFunction;

/** Takes the figures out of windows where these are made, so that no sketch travels further. */
public final class TakeFigures implements MapFunction<WindowUpdate, WindowFigures> {
  private static final long serialVersionUID = 1L;

  @Override
  public WindowFigures map(WindowUpdate window) {
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
