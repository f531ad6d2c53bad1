package com.acme.analytics.flink.window;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Makes the rows of a window: one of its events, and one of each measure. */
public final class SplitMeasures implements FlatMapFunction<WindowUpdate, WindowRow> {
  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(WindowUpdate window, Collector<WindowRow> out) {
    out.collect(new WindowRow(window, ""));
    window
        .aggregate()
        .measures()
        .keySet()
        .forEach(measure -> out.collect(new WindowRow(window, measure)));
  }
}
