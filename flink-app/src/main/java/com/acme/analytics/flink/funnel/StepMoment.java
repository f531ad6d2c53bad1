package com.acme.analytics.flink.funnel;

/**
 * An event that is one or more steps of a funnel.
 *
 * @param millis event time, since 1970
 * @param steps bit 0 for the first step, and so on
 * @param value of the funnel's breakdown; empty where the event begins nothing
 * @param keptMillis when it came, processing time, milliseconds since 1970
 */
public record StepMoment(
    long millis, long eventIdHigh, long eventIdLow, int steps, String value, long keptMillis)
    implements Comparable<StepMoment> {

  /** Whether it is the step, counted from 0. */
  boolean is(int step) {
    return (steps >> step & 1) != 0;
  }

  @Override
  public int compareTo(StepMoment other) {
    int order = Long.compare(millis, other.millis);
    if (order == 0) {
      order = Long.compareUnsigned(eventIdHigh, other.eventIdHigh);
    }
    return order == 0 ? Long.compareUnsigned(eventIdLow, other.eventIdLow) : order;
  }
}
