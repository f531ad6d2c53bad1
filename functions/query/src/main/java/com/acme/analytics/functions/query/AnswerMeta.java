package com.acme.analytics.functions.query;

import tools.jackson.core.JsonGenerator;

/**
 * What an answer says about itself.
 *
 * @param exact whether no figure is estimated that could be exact
 * @param partial whether the range begins before what the tier holds
 * @param truncated whether rows were left out
 * @param elapsedMillis how long the answer took
 */
record AnswerMeta(
    TierReport tier, boolean exact, boolean partial, boolean truncated, long elapsedMillis) {

  /** Writes it as the member {@code meta} of the object at hand. */
  void write(JsonGenerator json) {
    json.writeObjectPropertyStart("meta");
    json.writeArrayPropertyStart("tiers");
    json.writeStartObject();
    json.writeStringProperty("name", tier.name());
    json.writeName("freshness_ms");
    if (tier.freshnessMillis().isPresent()) {
      json.writeNumber(tier.freshnessMillis().getAsLong());
    } else {
      json.writeNull();
    }
    json.writeNumberProperty("elapsed_ms", tier.elapsedMillis());
    json.writeEndObject();
    json.writeEndArray();
    json.writeBooleanProperty("exact", exact);
    json.writeBooleanProperty("partial", partial);
    json.writeBooleanProperty("truncated", truncated);
    json.writeNumberProperty("elapsed_ms", elapsedMillis);
    json.writeEndObject();
  }
}
