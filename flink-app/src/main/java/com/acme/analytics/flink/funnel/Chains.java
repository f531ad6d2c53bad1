package com.acme.analytics.flink.funnel;

import com.acme.analytics.core.histogram.Histogram;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds how far a user came from a minute's starts. A chain takes the steps in order, each no
 * earlier than the one before and all within the window of the first, as windowFunnel of ClickHouse
 * counts: of events at the same time any may be first, and an event that is several steps takes
 * them all.
 *
 * @param steps of the funnel
 */
record Chains(int steps, long windowMillis) {
  static final long MINUTE_MILLIS = 60_000;

  /** Start of the minute that holds the time. */
  static long minuteOf(long millis) {
    return Math.floorDiv(millis, MINUTE_MILLIS) * MINUTE_MILLIS;
  }

  /**
   * The longest chain that begins in the minute; of several the one that begins first, each step
   * taken as early as possible.
   *
   * @param moments in order
   * @return null when none begins there
   */
  Member longest(List<StepMoment> moments, long minute) {
    List<Long> longest = List.of();
    String value = "";
    for (int i = firstFrom(moments, minute); i < moments.size(); i++) {
      StepMoment start = moments.get(i);
      if (start.millis() >= minute + MINUTE_MILLIS || longest.size() == steps) {
        break;
      }
      if (start.is(0)) {
        List<Long> chain = from(moments, start.millis());
        if (chain.size() > longest.size()) {
          longest = chain;
          value = start.value();
        }
      }
    }
    return longest.isEmpty()
        ? null
        : new Member(value, progress(longest), longest.get(longest.size() - 1));
  }

  private List<Long> from(List<StepMoment> moments, long start) {
    List<Long> times = new ArrayList<>(steps);
    times.add(start);
    int at = firstFrom(moments, start);
    for (int step = 1; step < steps; step++) {
      at = next(moments, at, step, start + windowMillis);
      if (at < 0) {
        break;
      }
      long time = moments.get(at).millis();
      times.add(time);
      while (at > 0 && moments.get(at - 1).millis() == time) {
        at--;
      }
    }
    return times;
  }

  private static int next(List<StepMoment> moments, int from, int step, long until) {
    for (int i = from; i < moments.size() && moments.get(i).millis() <= until; i++) {
      if (moments.get(i).is(step)) {
        return i;
      }
    }
    return -1;
  }

  private static Progress progress(List<Long> times) {
    List<Integer> gaps = new ArrayList<>(times.size() - 1);
    for (int i = 1; i < times.size(); i++) {
      double gap = (double) (times.get(i) - times.get(i - 1));
      gaps.add(Histogram.bucketOf(gap));
    }
    return new Progress(times.size(), gaps);
  }

  /** Index of the first moment at the time or after it. */
  private static int firstFrom(List<StepMoment> moments, long millis) {
    int low = 0;
    int high = moments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (moments.get(middle).millis() < millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
