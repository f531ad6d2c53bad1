package com.acme.analytics.functions.query.analysis;

import com.acme.analytics.functions.query.partial.MergedGroups;
import com.acme.analytics.functions.query.partial.Partial;
import com.acme.analytics.functions.query.partial.ThetaSketch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Of the users who began in a period, how many returned in it and in each later one. A cell is the
 * intersection of two sketches, so users need not be told apart: every tier has sketches.
 */
public final class Retention {
  /** Of more values of the dimension, those with most users. */
  public static final int MAX_VALUES = 20;

  private final RetentionRequest request;

  public Retention(RetentionRequest request) {
    this.request = request;
  }

  /**
   * The cohorts, by value and then in the order of time.
   *
   * @param start groups of the request's start
   * @param back groups of its return
   */
  public List<Cohort> cohorts(MergedGroups start, MergedGroups back) {
    ThetaSketch[] returned = byPeriod(back).getOrDefault(null, nobody());
    List<Cohort> cohorts = new ArrayList<>();
    Map<String, ThetaSketch[]> begun = byPeriod(start);
    if (!request.isByDimension()) {
      begun.putIfAbsent(null, nobody());
    }
    begun.entrySet().stream()
        .sorted(mostUsersFirst())
        .limit(MAX_VALUES)
        .forEach(
            value -> {
              for (int period = 0; period < request.periods(); period++) {
                cohorts.add(cohort(value.getKey(), period, value.getValue()[period], returned));
              }
            });
    return cohorts;
  }

  private Cohort cohort(String value, int period, ThetaSketch begun, ThetaSketch[] returned) {
    List<Cohort.Cell> cells = new ArrayList<>();
    for (int later = period; later < returned.length; later++) {
      ThetaSketch both = begun.intersection(returned[later]);
      cells.add(
          new Cohort.Cell(Math.min(both.users(), begun.users()), both.relativeStandardError()));
    }
    Instant from = request.range().from().plus(request.period().multipliedBy(period));
    return new Cohort(value, from, begun.users(), cells);
  }

  private static Comparator<Map.Entry<String, ThetaSketch[]>> mostUsersFirst() {
    Comparator<Map.Entry<String, ThetaSketch[]>> most =
        Comparator.comparingLong(
            value -> -Arrays.stream(value.getValue()).mapToLong(ThetaSketch::users).sum());
    return most.thenComparing(Map.Entry::getKey, Comparator.nullsLast(Comparator.naturalOrder()));
  }

  /** The users of each period by the dimension's value; null without one. */
  private Map<String, ThetaSketch[]> byPeriod(MergedGroups days) {
    Map<String, ThetaSketch[]> values = new HashMap<>();
    days.byKey()
        .forEach(
            (key, measures) -> {
              Duration since =
                  Duration.between(
                      request.range().from(), Instant.ofEpochMilli((Long) key.getFirst()));
              int period = (int) since.dividedBy(request.period());
              String value = key.size() > 1 ? (String) key.getLast() : null;
              ThetaSketch[] periods = values.computeIfAbsent(value, any -> nobody());
              ThetaSketch users = ((Partial.Users) measures.getFirst()).sketch();
              periods[period] = periods[period].union(users);
            });
    return values;
  }

  private ThetaSketch[] nobody() {
    ThetaSketch[] periods = new ThetaSketch[request.periods()];
    Arrays.fill(periods, ThetaSketch.empty());
    return periods;
  }
}
