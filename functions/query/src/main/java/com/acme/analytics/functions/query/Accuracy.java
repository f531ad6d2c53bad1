package com.acme.analytics.functions.query;

import com.acme.analytics.functions.query.partial.MergedGroups;
import com.acme.analytics.functions.query.partial.ThetaSketch;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;

/**
 * How far an answer's figures may be off.
 *
 * @param relativeError what a figure may be off by, as a share of it: one standard error of
 *     distinct users, the most for a percentile, 0 when no figure is estimated and an event stored
 *     twice counts once; empty when it can't be told
 * @param rankError by how much of all numbers the rank of a percentile may be off besides
 */
record Accuracy(OptionalDouble relativeError, double rankError) {
  /** No figure is estimated, and an event stored twice counts once. */
  static final Accuracy EXACT = new Accuracy(OptionalDouble.of(0), 0);

  /** Distinct users are an estimate of a sketch. */
  static final Accuracy SKETCHED =
      new Accuracy(OptionalDouble.of(ThetaSketch.RELATIVE_STANDARD_ERROR), 0);

  /** Distinct users of several sets are an estimate; each figure says how far it may be off. */
  static final Accuracy INTERSECTED = new Accuracy(OptionalDouble.empty(), 0);

  /** Percentiles are the lake's own estimates, which don't say how far they may be off. */
  static final Accuracy ESTIMATED = new Accuracy(OptionalDouble.empty(), 0);

  /** There were more groups than can be merged, so some may be missing or too small. */
  static final Accuracy CUT = new Accuracy(OptionalDouble.empty(), 0);

  static Accuracy of(MergedGroups groups) {
    return new Accuracy(OptionalDouble.of(groups.relativeError()), groups.rankError());
  }

  /** Of an answer with figures of both. */
  Accuracy with(Accuracy other) {
    boolean told = relativeError.isPresent() && other.relativeError.isPresent();
    return new Accuracy(
        told
            ? OptionalDouble.of(
                Math.max(relativeError.getAsDouble(), other.relativeError.getAsDouble()))
            : OptionalDouble.empty(),
        Math.max(rankError, other.rankError));
  }

  /** Writes it as the members {@code exact}, {@code relative_error} and {@code rank_error}. */
  void write(JsonGenerator json) {
    json.writeBooleanProperty("exact", equals(EXACT));
    if (relativeError.isEmpty()) {
      json.writeNullProperty("relative_error");
    } else if (relativeError.getAsDouble() == 0) {
      json.writeNumberProperty("relative_error", 0);
    } else {
      json.writeNumberProperty("relative_error", relativeError.getAsDouble());
    }
    if (rankError > 0) {
      json.writeNumberProperty("rank_error", rankError);
    }
  }
}
