package com.acme.analytics.flink.funnel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** One user's way through one funnel. */
final class UserJourney {
  private final Chains chains;
  private final List<StepMoment> moments;
  private final Map<Long, Member> members;

  /** From what {@link #kept} has given, in lists that can be changed. */
  UserJourney(Chains chains, List<StepMoment> moments, Map<Long, Member> members) {
    this.chains = chains;
    this.moments = moments;
    this.members = members;
  }

  int size() {
    return moments.size();
  }

  UserFunnel kept() {
    return new UserFunnel(moments, members);
  }

  /** Drops what came before the time, processing time in milliseconds since 1970. */
  void forget(long beforeMillis) {
    if (moments.removeIf(moment -> moment.keptMillis() < beforeMillis)) {
      members
          .keySet()
          .removeIf(minute -> moments.isEmpty() || minute < Chains.minuteOf(earliest()));
    }
  }

  private long earliest() {
    return moments.get(0).millis();
  }

  /** Adds an event and tells what it changes: the cohorts of the window before it. */
  List<JourneyChange> add(StepMoment added) {
    int found = Collections.binarySearch(moments, added);
    if (found >= 0) {
      return List.of();
    }
    moments.add(-found - 1, added);
    List<JourneyChange> changes = new ArrayList<>();
    long last = Long.MIN_VALUE;
    for (StepMoment start : moments) {
      if (start.millis() > added.millis()) {
        break;
      }
      long minute = Chains.minuteOf(start.millis());
      if (start.is(0)
          && minute != last
          && start.millis() + chains.windowMillis() >= added.millis()) {
        last = minute;
        change(minute, added, changes);
      }
    }
    return changes;
  }

  private void change(long minute, StepMoment added, List<JourneyChange> changes) {
    Member before = members.get(minute);
    if (before != null
        && before.progress().level() == chains.steps()
        && before.lastMillis() < added.millis()) {
      return;
    }
    Member after = chains.longest(moments, minute);
    if (after == null || after.equals(before)) {
      return;
    }
    if (before != null && after.progress().level() < before.progress().level()) {
      // Some of the events that it came so far by are forgotten.
      return;
    }
    members.put(minute, after);
    changes.add(new JourneyChange(minute, before, after));
  }
}
