package com.acme.analytics.functions.ingest.management.funnels;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.core.funnel.FunnelStep;
import com.acme.analytics.functions.definitions.StoredDefinition;
import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Funnels as they are answered, UTF-8 JSON: every member is always there. */
final class FunnelDocument {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;

  private FunnelDocument(JsonGenerator json) {
    this.json = json;
  }

  /** One funnel. */
  static byte[] of(StoredDefinition definition) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      new FunnelDocument(json).write(definition);
    }
    return out.toByteArray();
  }

  /** A list of them. */
  static byte[] of(List<StoredDefinition> definitions) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("funnels");
      definitions.forEach(new FunnelDocument(json)::write);
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private void write(StoredDefinition definition) {
    Funnel funnel = Funnel.fromJson(definition.json());
    json.writeStartObject();
    json.writeStringProperty("id", funnel.id().toString());
    json.writeStringProperty(
        "active_from", definition.isPublished() ? funnel.activeFrom().toString() : null);
    json.writeStringProperty("name", funnel.name());
    json.writeArrayPropertyStart("steps");
    for (FunnelStep step : funnel.steps()) {
      json.writeStartObject();
      json.writeStringProperty("event", step.event());
      json.writeArrayPropertyStart("filters");
      step.filters().forEach(filter -> json.writeString(filter.text()));
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringProperty("window", funnel.window().toString());
    json.writeStringProperty("breakdown", funnel.breakdown().orElse(null));
    json.writeEndObject();
  }
}
