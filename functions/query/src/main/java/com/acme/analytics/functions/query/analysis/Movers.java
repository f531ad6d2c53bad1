package com.acme.analytics.functions.query.analysis;

import com.acme.analytics.functions.query.partial.MergedGroups;
import com.acme.analytics.functions.query.partial.Partial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values of a dimension whose figure changed most between two periods. A value of only one of
 * them is new, or has vanished.
 *
 * @param total over all events, with the dimension or without it
 * @param up those that rose, most first
 * @param down those that fell, most first
 */
public record Movers(Change total, List<Mover> up, List<Mover> down) {

  /**
   * A value of the dimension.
   *
   * @param value null for events without one
   */
  public record Mover(String value, Change change) {}

  /**
   * Finds them.
   *
   * @param current groups of one measure by one dimension
   * @param previous groups of the same query over the period before
   * @param limit most that rose, and most that fell
   */
  public static Movers of(MergedGroups current, MergedGroups previous, int limit) {
    Map<List<Object>, List<Partial>> now = current.byKey();
    Map<List<Object>, List<Partial>> before = previous.byKey();
    Set<List<Object>> keys = new HashSet<>(now.keySet());
    keys.addAll(before.keySet());
    List<Mover> movers = new ArrayList<>();
    for (List<Object> key : keys) {
      movers.add(
          new Mover(
              (String) key.getFirst(), new Change(figure(now.get(key)), figure(before.get(key)))));
    }
    return new Movers(
        new Change(total(now), total(before)), most(movers, 1, limit), most(movers, -1, limit));
  }

  private static List<Mover> most(List<Mover> movers, int sign, int limit) {
    Comparator<Mover> farthest =
        Comparator.comparingDouble(mover -> -sign * mover.change().absolute());
    return movers.stream()
        .filter(mover -> sign * mover.change().absolute() > 0)
        .sorted(
            farthest.thenComparing(Mover::value, Comparator.nullsLast(Comparator.naturalOrder())))
        .limit(limit)
        .toList();
  }

  /** Users of several groups are united: each counts once. */
  private static double total(Map<List<Object>, List<Partial>> groups) {
    return groups.values().stream()
        .map(List::getFirst)
        .reduce(Partial::merge)
        .map(all -> figure(List.of(all)))
        .orElse(0.0);
  }

  private static double figure(List<Partial> measures) {
    return measures != null && measures.getFirst().value() instanceof Number number
        ? number.doubleValue()
        : 0;
  }
}
