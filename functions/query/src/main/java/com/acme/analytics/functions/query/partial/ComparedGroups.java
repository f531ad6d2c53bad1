package com.acme.analytics.functions.query.partial;

import com.acme.analytics.core.query.ColumnType;
import com.acme.analytics.core.query.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The groups of two periods beside each other. A group of only one of them has no event in the
 * other: counts are 0 there, figures of numbers null.
 */
public final class ComparedGroups {
  private final Query query;
  private final Map<List<Object>, List<Partial>> current;
  private final Map<List<Object>, List<Partial>> previous = new HashMap<>();

  /**
   * Lays two periods upon each other.
   *
   * @param query the comparison that both are of
   * @param offset how much earlier the previous period is
   */
  public ComparedGroups(Query query, MergedGroups current, MergedGroups previous, Duration offset) {
    this.query = query;
    this.current = current.byKey();
    previous.byKey().forEach((key, measures) -> this.previous.put(later(key, offset), measures));
  }

  /** The answer's rows, all of them, in its order, with the cells of {@link MergedGroups#rows}. */
  public List<List<Object>> rows() {
    Set<List<Object>> keys = new LinkedHashSet<>(current.keySet());
    keys.addAll(previous.keySet());
    if (query.keys() == 0) {
      keys.add(List.of());
    }
    return keys.stream().map(this::row).sorted(RowOrder.of(query)).toList();
  }

  private List<Object> row(List<Object> key) {
    List<Object> cells = new ArrayList<>(key);
    if (query.granularity().isPresent()) {
      cells.set(0, Instant.ofEpochMilli((Long) cells.getFirst()));
    }
    for (int measure = 0; measure < query.measures().size(); measure++) {
      cells.add(value(current.get(key), measure));
      cells.add(value(previous.get(key), measure));
    }
    return cells;
  }

  private Object value(List<Partial> measures, int measure) {
    if (measures != null) {
      return measures.get(measure).value();
    }
    return query.measures().get(measure).type() == ColumnType.INTEGER ? 0L : null;
  }

  private List<Object> later(List<Object> key, Duration offset) {
    if (query.granularity().isEmpty()) {
      return key;
    }
    List<Object> shifted = new ArrayList<>(key);
    shifted.set(0, (Long) key.getFirst() + offset.toMillis());
    return shifted;
  }
}
