package com.acme.analytics.functions.query.partial;

import com.acme.analytics.core.query.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Unites the groups of all slices, and puts them in the order that the query asks for. */
public final class MergedGroups {
  private final Query query;
  private final Map<List<Object>, List<Partial>> groups = new HashMap<>();

  public MergedGroups(Query query) {
    this.query = query;
  }

  /** Adds a group of a slice to the group of that key. */
  public void add(PartialRow row) {
    groups.merge(row.key(), row.measures(), MergedGroups::merged);
  }

  /** What any measure of any group may be off by; 0 when none is an estimate. */
  public double relativeError() {
    return most(Partial::relativeError);
  }

  /** By how much of its numbers the rank of any measure of any group may be off besides. */
  public double rankError() {
    return most(Partial::rankError);
  }

  private double most(ToDoubleFunction<Partial> error) {
    return groups.values().stream().flatMap(List::stream).mapToDouble(error).max().orElse(0);
  }

  /** The measures of each group, in the query's order, by its key as {@link PartialRow} has it. */
  public Map<List<Object>, List<Partial>> byKey() {
    return Collections.unmodifiableMap(groups);
  }

  /**
   * The answer's rows, all of them, in its order: texts, longs, doubles, {@link Instant}s and
   * nulls.
   */
  public List<List<Object>> rows() {
    return groups.entrySet().stream().map(this::row).sorted(RowOrder.of(query)).toList();
  }

  private static List<Partial> merged(List<Partial> left, List<Partial> right) {
    List<Partial> both = new ArrayList<>(left.size());
    for (int i = 0; i < left.size(); i++) {
      both.add(left.get(i).merge(right.get(i)));
    }
    return both;
  }

  private List<Object> row(Map.Entry<List<Object>, List<Partial>> group) {
    List<Object> cells = new ArrayList<>(group.getKey());
    if (query.granularity().isPresent()) {
      cells.set(0, Instant.ofEpochMilli((Long) cells.getFirst()));
    }
    group.getValue().forEach(measure -> cells.add(measure.value()));
    return cells;
  }
}
