package com.acme.analytics.benchmarks;

import java.util.Locale;

/**
 * One measured figure beside the limit or peer it is judged by.
 *
 * @param name what was measured
 * @param measured the value
 * @param reference the limit or the peer's value, of the same unit, measured in the same run where
 *     it is a peer
 * @param unit of both
 * @param referenceName what the reference is
 */
record Figure(String name, double measured, double reference, String unit, String referenceName) {
  /** One line: the ratio first, since absolute values differ from machine to machine. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-44s %6.2f x  (%.2f %s; %s: %.2f %s)",
        name,
        measured / reference,
        measured,
        unit,
        referenceName,
        reference,
        unit);
  }
}
