package com.acme.analytics.flink.dirty;

import com.acme.analytics.flink.session.SessionUpdate;
import com.acme.analytics.flink.window.WindowLength;
import com.acme.analytics.flink.window.WindowUpdate;

/**
 * An hour of a customer whose windows or sessions may have been changed without all their events.
 *
 * @param kind the table: {@code windows} or {@code sessions}
 * @param hour its start, milliseconds since 1970
 */
public record DirtyRange(String customer, String kind, long hour) {
  /** The hour of a window that is late, null of others. */
  public static DirtyRange of(WindowUpdate window) {
    return window.aggregate().late()
        ? new DirtyRange(window.customer(), "windows", WindowLength.HOUR.startOf(window.start()))
        : null;
  }

  /** The hour in which a session that is late starts, null of others. */
  public static DirtyRange of(SessionUpdate update) {
    return update.session() != null && update.session().late()
        ? new DirtyRange(
            update.customer(), "sessions", WindowLength.HOUR.startOf(update.startMillis()))
        : null;
  }
}
