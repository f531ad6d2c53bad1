package com.acme.analytics.flink.session;

import java.util.ArrayList;
import java.util.List;

/** The sessions of one user, in order of time, no two of which are nearer than the gap. */
final class UserSessions {
  private final List<Session> sessions;
  private final long gapMillis;

  /**
   * @param sessions as {@link #list} has given them
   */
  UserSessions(List<Session> sessions, long gapMillis) {
    this.sessions = new ArrayList<>(sessions);
    this.gapMillis = gapMillis;
  }

  /**
   * Adds a session of one event, and takes in those it now reaches.
   *
   * @param added gives the result its lateness when it reaches none
   * @param gone gets the start of each session that is one no more under that start
   * @return the session that the event is in
   */
  Session add(Session added, List<Long> gone) {
    int from = 0;
    while (from < sessions.size()
        && sessions.get(from).last().millis() + gapMillis <= added.first().millis()) {
      from++;
    }
    int to = from;
    Session whole = added;
    while (to < sessions.size() && sessions.get(to).reaches(added, gapMillis)) {
      whole = whole.merge(sessions.get(to));
      to++;
    }
    List<Session> taken = sessions.subList(from, to);
    for (Session session : taken) {
      if (session.startMillis() != whole.startMillis()) {
        gone.add(session.startMillis());
      }
    }
    taken.clear();
    sessions.add(from, whole);
    return whole;
  }

  /** Forgets those that have not changed since the time. */
  void forgetUnchangedSince(long millis) {
    sessions.removeIf(session -> session.changedMillis() < millis);
  }

  /** In order of time. */
  List<Session> list() {
    return sessions;
  }
}
