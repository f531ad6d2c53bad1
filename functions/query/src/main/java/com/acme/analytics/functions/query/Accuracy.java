package com.acme.analytics.functions.query;

import com.acme.analytics.functions.query.partial.ThetaSketch;
import tools.jackson.core.JsonGenerator;

/** How far an answer's figures may be off. */
enum Accuracy {
  /** No figure is estimated, and an event stored twice counts once. */
  EXACT,
  /** Distinct users are an estimate of a sketch. */
  SKETCHED,
  /** Distinct users of several sets are an estimate; each figure says how far it may be off. */
  INTERSECTED,
  /** There were more groups than can be merged, so some may be missing or too small. */
  CUT;

  /** Writes it as the members {@code exact} and {@code relative_error}. */
  void write(JsonGenerator json) {
    json.writeBooleanProperty("exact", this == EXACT);
    switch (this) {
      case EXACT -> json.writeNumberProperty("relative_error", 0);
      case SKETCHED ->
          json.writeNumberProperty("relative_error", ThetaSketch.RELATIVE_STANDARD_ERROR);
      case INTERSECTED, CUT -> json.writeNullProperty("relative_error");
    }
  }
}
