package com.acme.analytics.core.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Since when each declared property is taken out of every event that comes in. What is declared
 * without a time here, nobody knows of since when.
 *
 * @param dimensions times by path
 * @param measures times by path
 */
public record DeclaredSince(Map<String, Instant> dimensions, Map<String, Instant> measures) {
  /** Of nothing. */
  public static final DeclaredSince NEVER = new DeclaredSince(Map.of(), Map.of());

  public DeclaredSince {
    dimensions = Map.copyOf(dimensions);
    measures = Map.copyOf(measures);
  }

  /**
   * The times of another declaration: what it leaves in keeps its own.
   *
   * @param begin the time of what is new
   */
  public DeclaredSince changedTo(DeclaredProperties declared, Instant begin) {
    return new DeclaredSince(
        kept(dimensions, declared.dimensions(), begin), kept(measures, declared.measures(), begin));
  }

  /** The same, all times later. */
  public DeclaredSince plus(Duration delay) {
    UnaryOperator<Map<String, Instant>> later =
        times -> {
          Map<String, Instant> moved = new HashMap<>();
          times.forEach((path, time) -> moved.put(path, time.plus(delay)));
          return moved;
        };
    return new DeclaredSince(later.apply(dimensions), later.apply(measures));
  }

  private static Map<String, Instant> kept(
      Map<String, Instant> times, Collection<String> paths, Instant begin) {
    Map<String, Instant> kept = new HashMap<>();
    paths.forEach(path -> kept.put(path, times.getOrDefault(path, begin)));
    return kept;
  }
}
