package com.acme.analytics.flink.window;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Who has the turn in which tick of the clock. By a number of its own each has one tick in so many,
 * whenever it asks for it: however many ask at once, they are spread over all these ticks.
 */
final class Turns<T> {
  private final long tickMillis;
  private final NavigableMap<Long, List<T>> waiting = new TreeMap<>();
  private long next;

  /**
   * @param now milliseconds since 1970
   */
  Turns(long tickMillis, long now) {
    this.tickMillis = tickMillis;
    this.next = tick(now);
  }

  /**
   * Lets it wait for its turn, the first that is still to come.
   *
   * @param moment its number; any
   * @param every in how many ticks it has one, {@code > 0}
   */
  void add(T one, int moment, int every) {
    long turn = next + Math.floorMod(moment - next, every);
    waiting.computeIfAbsent(turn, any -> new ArrayList<>()).add(one);
  }

  /** Those whose turn has come, who wait no longer. */
  List<T> take(long now) {
    next = tick(now) + 1;
    return takeUntil(next);
  }

  /** All who wait, before their turn. */
  List<T> takeAll() {
    return takeUntil(Long.MAX_VALUE);
  }

  private List<T> takeUntil(long tick) {
    List<T> taken = new ArrayList<>();
    var due = waiting.headMap(tick, /* inclusive= */ false);
    due.values().forEach(taken::addAll);
    due.clear();
    return taken;
  }

  private long tick(long millis) {
    return Math.floorDiv(millis, tickMillis);
  }
}
