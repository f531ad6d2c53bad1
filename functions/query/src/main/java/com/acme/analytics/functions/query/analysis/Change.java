package com.acme.analytics.functions.query.analysis;

import java.util.OptionalDouble;

/** A figure of a period and of the one before; 0 where there is no event. */
public record Change(double current, double previous) {
  public double absolute() {
    return current - previous;
  }

  /** The change as a share of what was before; empty from zero. */
  public OptionalDouble relative() {
    return previous == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(absolute() / Math.abs(previous));
  }

  /** Which share of another change this one is; empty where that one is none. */
  public OptionalDouble shareOf(Change whole) {
    return whole.absolute() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(absolute() / whole.absolute());
  }
}
