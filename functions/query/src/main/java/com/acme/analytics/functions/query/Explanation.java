package com.acme.analytics.functions.query;

import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.functions.query.plan.Slice;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How a query would be answered: which tier which part of its time, why, and with what statement.
 *
 * @param statements of the slices, in their order; with placeholders for values
 * @param unheld parts of the time that no tier holds
 */
record Explanation(List<Slice> slices, List<String> statements, List<TimeRange> unheld) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Writes it as JSON. */
  void write(OutputStream out) {
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("slices");
      for (int i = 0; i < statements.size(); i++) {
        Slice slice = slices.get(i);
        json.writeStartObject();
        json.writeStringProperty("tier", slice.tier().code());
        writeRange(json, slice.range());
        json.writeStringProperty("reason", slice.reason());
        json.writeStringProperty("statement", statements.get(i));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("unheld");
      for (TimeRange range : unheld) {
        json.writeStartObject();
        writeRange(json, range);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void writeRange(JsonGenerator json, TimeRange range) {
    json.writeStringProperty("from", range.from().toString());
    json.writeStringProperty("to", range.to().toString());
  }
}
