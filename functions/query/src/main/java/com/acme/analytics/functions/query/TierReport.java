package com.acme.analytics.functions.query;

import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/**
 * What an answer says about a tier that it asked.
 *
 * @param available whether the tier answered; else its part is missing
 * @param freshnessMillis how far behind the tier is, empty when that can't be told
 * @param elapsedMillis how long the tier took
 */
record TierReport(
    String name, boolean available, OptionalLong freshnessMillis, long elapsedMillis) {

  static TierReport answered(String name, OptionalLong freshnessMillis, long elapsedMillis) {
    return new TierReport(name, true, freshnessMillis, elapsedMillis);
  }

  static TierReport unavailable(String name, long elapsedMillis) {
    return new TierReport(name, false, OptionalLong.empty(), elapsedMillis);
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
    json.writeEndObject();
  }
}
