package com.acme.analytics.functions.ingest.schemas.compatibility;

import com.acme.analytics.functions.ingest.schemas.compile.Pointer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects breaks, and lets rules look at schemas further down. */
final class Findings {
  private final Comparison comparison;
  private final Set<Break> breaks = new LinkedHashSet<>();

  Findings(Comparison comparison) {
    this.comparison = comparison;
  }

  void add(Pointer pointer, String found, String expected) {
    breaks.add(new Break(pointer.value(), "%s (expected: %s)".formatted(found, expected)));
  }

  /** Reports what the comparison of two subschemas finds. */
  void descend(Side previous, Side next) {
    breaks.addAll(comparison.compare(previous, next));
  }

  /** Whether the next subschema accepts everything that the previous one accepts. */
  boolean holds(Side previous, Side next) {
    return comparison.compare(previous, next).isEmpty();
  }

  /** Whether two subschemas say the same. */
  boolean same(Side previous, Side next) {
    return comparison.same(previous, next);
  }

  /** Whether a member of this name has the schema of a pattern. */
  boolean matches(String pattern, String name) {
    return comparison.matches(pattern, name);
  }

  List<Break> breaks() {
    return List.copyOf(breaks);
  }
}
