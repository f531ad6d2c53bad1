package com.acme.analytics.functions.query;

import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * What an answer says about itself.
 *
 * @param tiers those that were asked
 * @param partial whether a part of the range is missing: no tier holds it, or one did not answer
 * @param truncated whether rows were left out
 * @param elapsedMillis how long the answer took
 */
record AnswerMeta(
    List<TierReport> tiers,
    Accuracy accuracy,
    boolean partial,
    boolean truncated,
    long elapsedMillis) {

  /** The same of figures that are intersections of what is counted here. */
  AnswerMeta ofIntersections() {
    return accuracy.equals(Accuracy.EXACT)
        ? this
        : new AnswerMeta(tiers, Accuracy.INTERSECTED, partial, truncated, elapsedMillis);
  }

  /** Writes it as the member {@code meta} of the object at hand. */
  void write(JsonGenerator json) {
    json.writeObjectPropertyStart("meta");
    json.writeArrayPropertyStart("tiers");
    tiers.forEach(tier -> tier.write(json));
    json.writeEndArray();
    accuracy.write(json);
    json.writeBooleanProperty("partial", partial);
    json.writeBooleanProperty("truncated", truncated);
    json.writeNumberProperty("elapsed_ms", elapsedMillis);
    json.writeEndObject();
  }
}
