package com.acme.analytics.local.console.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a correct platform must count, gathered while events are made: each event once, each
 * visitor's in the order of their times, whatever the order of sending.
 */
final class Truth {
  private final SortedMap<Instant, Long> perMinute = new TreeMap<>();
  private final SortedMap<String, Long> perPath = new TreeMap<>();
  private final SortedMap<String, Long> perEvent = new TreeMap<>();
  private final SessionCounter byUser = new SessionCounter();
  private final SessionCounter byVisitor = new SessionCounter();
  private final FunnelCounter funnel = new FunnelCounter();
  private long events;
  private long botEvents;
  private long revenueCents;

  void add(DemoEvent event) {
    Step step = event.step();
    events++;
    perMinute.merge(event.timestamp().truncatedTo(ChronoUnit.MINUTES), 1L, Long::sum);
    perPath.merge(step.page().path(), 1L, Long::sum);
    perEvent.merge(step.name(), 1L, Long::sum);
    botEvents += event.visitor().bot() ? 1 : 0;
    if (step.name().equals("purchase")) {
      revenueCents += Math.round(((Number) step.properties().get("revenue")).doubleValue() * 100);
    }
    boolean beginsSession = byUser.add(event.user(), event.timestamp());
    byVisitor.add(event.visitor().key(), event.timestamp());
    funnel.add(event.user(), beginsSession, step.name());
  }

  long events() {
    return events;
  }

  long botEvents() {
    return botEvents;
  }

  long revenueCents() {
    return revenueCents;
  }

  Map<Instant, Long> perMinute() {
    return perMinute;
  }

  Map<String, Long> perPath() {
    return perPath;
  }

  Map<String, Long> perEvent() {
    return perEvent;
  }

  /** Users and their sessions as the platform tells users apart: by user id, else anonymous id. */
  SessionCounter byUser() {
    return byUser;
  }

  /** The same with what nobody can see: who is one visitor before and after signing in. */
  SessionCounter byVisitor() {
    return byVisitor;
  }

  FunnelCounter funnel() {
    return funnel;
  }
}
