package com.acme.analytics.flink.session;

import com.acme.analytics.flink.event.AnalyticsEvent;

/**
 * Events of one user none of which is half an hour or more from the next. Sessions merge in any
 * order with the same result.
 *
 * @param first event of it
 * @param last event of it
 * @param events how many
 * @param entry the first page, null when no event has one
 * @param exit the last page, null when no event has one
 * @param origin of the first event
 * @param late whether an event of it came when earlier events of its time may have been forgotten
 * @param changedMillis when it last changed, processing time, milliseconds since 1970
 */
public record Session(
    Moment first,
    Moment last,
    long events,
    Visit entry,
    Visit exit,
    Origin origin,
    boolean late,
    long changedMillis) {

  static Session of(AnalyticsEvent event, boolean late, long nowMillis) {
    Moment moment = new Moment(event.timestampMillis(), event.eventIdHigh(), event.eventIdLow());
    Visit visit = event.path().isEmpty() ? null : new Visit(moment, event.path());
    return new Session(moment, moment, 1, visit, visit, Origin.of(event), late, nowMillis);
  }

  /** Start of it, milliseconds since 1970: no two sessions of a user have the same. */
  public long startMillis() {
    return first.millis();
  }

  /** Whether it consists of one event. */
  public boolean bounce() {
    return events == 1;
  }

  /** Whether some event of the one is nearer than the gap to one of the other. */
  boolean reaches(Session other, long gapMillis) {
    return first.millis() - other.last.millis() < gapMillis
        && other.first.millis() - last.millis() < gapMillis;
  }

  /**
   * Both as one. It is late if one is: the other may not be all that the late event joins, since
   * what is forgotten may lie on its other side.
   */
  Session merge(Session other) {
    return new Session(
        first.isBefore(other.first) ? first : other.first,
        last.isBefore(other.last) ? other.last : last,
        events + other.events,
        Visit.earlier(entry, other.entry),
        Visit.later(exit, other.exit),
        first.isBefore(other.first) ? origin : other.origin,
        late || other.late,
        Math.max(changedMillis, other.changedMillis));
  }
}
