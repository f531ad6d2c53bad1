package com.acme.analytics.functions.query;

import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/**
 * What an answer says about a tier that it asked.
 *
 * @param available whether the tier answered; else its part is missing
 * @param freshnessMillis how far behind the tier is, empty when that can't be told
 * @param elapsedMillis how long the tier took
 * @param cached whether its part was computed for an earlier question
 */
record TierReport(
    String name,
    boolean available,
    OptionalLong freshnessMillis,
    long elapsedMillis,
    boolean cached) {

  static TierReport answered(String name, OptionalLong freshnessMillis, long elapsedMillis) {
    return new TierReport(name, true, freshnessMillis, elapsedMillis, /* cached= */ false);
  }

  static TierReport unavailable(String name, long elapsedMillis) {
    return new TierReport(name, false, OptionalLong.empty(), elapsedMillis, /* cached= */ false);
  }

  /** The same of a part that was computed before. */
  TierReport fromCache() {
    return new TierReport(name, available, freshnessMillis, elapsedMillis, /* cached= */ true);
  }

  /** Writes it as an object. */
  void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("name", name);
    json.writeBooleanProperty("available", available);
    json.writeName("freshness_ms");
    if (freshnessMillis.isPresent()) {
      json.writeNumber(freshnessMillis.getAsLong());
    } else {
      json.writeNull();
    }
    json.writeNumberProperty("elapsed_ms", elapsedMillis);
    if (cached) {
      json.writeBooleanProperty("cached", true);
    }
    json.writeEndObject();
  }
}
