package com.acme.analytics.core.dashboard;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a dashboard as JSON. */
final class DashboardWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private DashboardWriter() {}

  static String write(Dashboard dashboard) {
    StringWriter out = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      writeMembers(json, dashboard);
      json.writeEndObject();
    }
    return out.toString();
  }

  static void writeMembers(JsonGenerator json, Dashboard dashboard) {
    json.writeStringProperty("name", dashboard.name());
    dashboard.description().ifPresent(text -> json.writeStringProperty("description", text));
    json.writeArrayPropertyStart("widgets");
    dashboard.widgets().forEach(widget -> write(json, widget));
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Widget widget) {
    json.writeStartObject();
    json.writeStringProperty("id", widget.id());
    json.writeStringProperty("title", widget.title());
    json.writeStringProperty("kind", widget.kind().code());
    widget
        .query()
        .ifPresent(
            query -> {
              json.writeName("query");
              query.write(json);
            });
    widget.funnel().ifPresent(id -> json.writeStringProperty("funnel", id.toString()));
    GridPosition position = widget.position();
    json.writeObjectPropertyStart("position");
    json.writeNumberProperty("x", position.x());
    json.writeNumberProperty("y", position.y());
    json.writeNumberProperty("w", position.w());
    json.writeNumberProperty("h", position.h());
    json.writeEndObject();
    json.writeEndObject();
  }
}
