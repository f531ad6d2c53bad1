package com.acme.analytics.local.console.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts sessions: after a gap of 30 minutes or more, the next event begins another one. */
final class SessionCounter {
  private static final Duration GAP = Duration.ofMinutes(30);

  private final Map<String, Instant> lastEvents = new HashMap<>();
  private long sessions;

  /** Takes the next event of somebody; answers whether it begins a session. */
  boolean add(String who, Instant time) {
    Instant last = lastEvents.put(who, time);
    boolean begins = last == null || Duration.between(last, time).compareTo(GAP) >= 0;
    if (begins) {
      sessions++;
    }
    return begins;
  }

  long sessions() {
    return sessions;
  }

  /** How many there are who had events. */
  long people() {
    return lastEvents.size();
  }
}
