package com.acme.analytics.flink.window;

/**
 * What one subtask has seen in a moment of one minute of one value of a dimension.
 *
 * @param dimension its name, or {@code total}
 * @param value of the dimension; empty for the total
 * @param minute start of the minute, milliseconds since 1970
 * @param aggregate of the events seen
 */
public record Contribution(
    String customer, String dimension, String value, long minute, Aggregate aggregate) {

  /** The key of the state it goes to. */
  public SeriesHour seriesHour() {
    return new SeriesHour(customer, dimension, WindowLength.HOUR.startOf(minute));
  }
}
