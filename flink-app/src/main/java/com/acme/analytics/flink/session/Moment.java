package com.acme.analytics.flink.session;

/**
 * When an event happened, and which one it is: so that of two at the same time the same one is
 * first, whichever came first.
 *
 * @param millis since 1970
 */
public record Moment(long millis, long eventIdHigh, long eventIdLow) implements Comparable<Moment> {
  @Override
  public int compareTo(Moment other) {
    int order = Long.compare(millis, other.millis);
    if (order == 0) {
      order = Long.compareUnsigned(eventIdHigh, other.eventIdHigh);
    }
    return order == 0 ? Long.compareUnsigned(eventIdLow, other.eventIdLow) : order;
  }

  boolean isBefore(Moment other) {
    return compareTo(other) < 0;
  }
}
