package com.acme.analytics.core.funnel;

import com.acme.analytics.core.query.Filter;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a funnel as JSON. */
final class FunnelWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private FunnelWriter() {}

  static String write(Funnel funnel) {
    StringWriter out = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("id", funnel.id().toString());
      json.writeStringProperty("customer", funnel.customer().value());
      json.writeStringProperty("name", funnel.name());
      json.writeArrayPropertyStart("steps");
      funnel.steps().forEach(step -> write(step, json));
      json.writeEndArray();
      json.writeStringProperty("window", funnel.window().toString());
      funnel.breakdown().ifPresent(value -> json.writeStringProperty("breakdown", value));
      json.writeStringProperty("active_from", funnel.activeFrom().toString());
      json.writeEndObject();
    }
    return out.toString();
  }

  private static void write(FunnelStep step, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("event", step.event());
    json.writeArrayPropertyStart("filters");
    for (Filter filter : step.filters()) {
      json.writeStartObject();
      json.writeStringProperty("dimension", filter.dimension().columnName());
      json.writeStringProperty("operator", filter.operator().code());
      json.writeArrayPropertyStart("values");
      filter.values().forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
